using ActorBus.Messages;
using ActorBus.Pipeline;
using Akka.Actor;

namespace ActorBus;

/// <summary>What the three local buses have in common: a pipeline of phases to which listeners and plugins attach.</summary>
/// <remarks>
/// All members may be called from any thread. What is attached or detached while a message is on its way counts for the next
/// emission: a listener of a phase for the next message, a finalize listener also for the message on its way.
/// </remarks>
public interface IMessageBus
{
    /// <summary>The name of the bus, unique in the runtime; also that of its actor.</summary>
    string Name { get; }

    /// <summary>The kind of message it takes.</summary>
    MessageKind Kind { get; }

    /// <summary>The actor of the bus: Tell or Ask it a message and it is dispatched.</summary>
    /// <remarks>
    /// The reply to an Ask is the result of a query, <see cref="Status.Success"/> for commands and events, or
    /// <see cref="Status.Failure"/> with the exception that the interface would have thrown.
    /// </remarks>
    IActorRef Actor { get; }

    /// <summary>Attaches a listener to the dispatch of every message.</summary>
    /// <param name="priority">
    /// Higher runs first, equal priorities in the order of attaching; a phase is a priority (see <see cref="Phase"/>), and a
    /// priority between two phases runs between them.
    /// </param>
    /// <param name="listener">What runs; when it throws, the rest is skipped and finalize follows.</param>
    /// <returns>What <see cref="Detach(IListenerHandle)"/> takes.</returns>
    IListenerHandle Attach(int priority, Func<DispatchContext, ValueTask> listener);

    /// <summary>Attaches a listener to the end of every message, whether it succeeded or not.</summary>
    /// <param name="listener">
    /// What runs. It sees <see cref="DispatchContext.Exception"/> and may clear it: the caller then sees success.
    /// </param>
    /// <param name="priority">Higher runs first; the query bus rejects at <see cref="Priority.PromiseReject"/>.</param>
    /// <returns>What <see cref="Detach(IListenerHandle)"/> takes.</returns>
    IListenerHandle AttachFinalize(Func<DispatchContext, ValueTask> listener, int priority = 0);

    /// <summary>Takes a listener off again; a handle that is unknown or detached already changes nothing.</summary>
    void Detach(IListenerHandle handle);

    /// <summary>Attaches a plugin; attaching one twice adds its effect twice.</summary>
    /// <exception cref="ActorBusException">The plugin does not fit this kind of bus.</exception>
    void Attach(IMessageBusPlugin plugin);

    /// <summary>Detaches a plugin from this bus only; one that is not attached changes nothing.</summary>
    void Detach(IMessageBusPlugin plugin);

    /// <summary>What the bus consists of now: phases, listeners, plugins and handlers.</summary>
    BusDescription Describe();
}
