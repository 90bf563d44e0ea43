using ActorBus.Messages;
using ActorBus.Pipeline;
using Akka.Actor;

namespace ActorBus;

/// <summary>Defines what the three local buses have in common: a pipeline of phases to which listeners and plugins attach.</summary>
/// <remarks>
/// All members may be called from any thread. Attaching or detaching while a message is in progress takes effect at the next emission: for a listener
/// of a phase that is the next message, for a finalize listener it includes the message in progress.
/// </remarks>
public interface IMessageBus
{
    /// <summary>The name of the bus and of its actor, unique in the runtime.</summary>
    string Name { get; }

    /// <summary>The kind of message the bus accepts.</summary>
    MessageKind Kind { get; }

    /// <summary>The actor of the bus, which dispatches the messages it receives by Tell or Ask.</summary>
    /// <remarks>
    /// The reply to an Ask is the result of a query, <see cref="Status.Success"/> for commands and events, or <see cref="Status.Failure"/> with the
    /// exception that the interface would have thrown.
    /// </remarks>
    IActorRef Actor { get; }

    /// <summary>Attaches a listener to the dispatch of every message.</summary>
    /// <param name="priority">
    /// Higher values run first, equal values in the order of attachment. A phase is a priority (see <see cref="Phase"/>), and a priority between two
    /// phases runs between them.
    /// </param>
    /// <param name="listener">The listener; when it throws, the rest is skipped and finalize follows.</param>
    /// <returns>The handle for <see cref="Detach(IListenerHandle)"/>.</returns>
    IListenerHandle Attach(int priority, Func<DispatchContext, ValueTask> listener);

    /// <summary>Attaches a listener that runs at the end of every message, whether it succeeded or not.</summary>
    /// <param name="listener">
    /// The listener. It sees <see cref="DispatchContext.Exception"/> and may clear it, in which case the caller sees success.
    /// </param>
    /// <param name="priority">Higher values run first; the query bus rejects at <see cref="Priority.PromiseReject"/>.</param>
    /// <returns>The handle for <see cref="Detach(IListenerHandle)"/>.</returns>
    IListenerHandle AttachFinalize(Func<DispatchContext, ValueTask> listener, int priority = 0);

    /// <summary>Detaches a listener. A handle that is unknown or already detached has no effect.</summary>
    void Detach(IListenerHandle handle);

    /// <summary>Attaches a plugin; attaching one twice adds its effect twice.</summary>
    /// <exception cref="ActorBusException">The plugin does not fit this kind of bus.</exception>
    void Attach(IMessageBusPlugin plugin);

    /// <summary>Detaches a plugin from this bus only. A plugin that is not attached has no effect.</summary>
    void Detach(IMessageBusPlugin plugin);

    /// <summary>Returns the current phases, listeners, plugins and handlers of the bus.</summary>
    BusDescription Describe();
}
