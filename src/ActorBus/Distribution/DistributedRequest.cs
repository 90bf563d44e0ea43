using ActorBus.Messages;
using Akka.Actor;

namespace ActorBus.Distribution;

/// <summary>Represents a message for the actor of the distributed bus: what to send, and to which destination.</summary>
/// <remarks>
/// The reply is the answer to a query, <see cref="Status.Success"/> once the broker has stored the message, or <see cref="Status.Failure"/> with the
/// exception that <see cref="IDistributedBus"/> would have thrown. These requests are never collected with the sends of a handler.
/// </remarks>
public abstract record DistributedRequest
{
    private protected DistributedRequest()
    {
    }

    /// <summary>The metadata to send with the message.</summary>
    public Metadata? Metadata { get; init; }

    /// <summary>The send options; values that are not set use the settings of the bus.</summary>
    public SendOptions Options { get; init; } = SendOptions.Default;

    /// <summary>Carries out the request on the bus and returns the answer, or null when there is none.</summary>
    internal abstract Task<object?> CarryOutAsync(IDistributedBus bus);

    /// <summary>Returns the kind of request, the message name and the destination, without payload and metadata.</summary>
    public sealed override string ToString() => $"{GetType().Name.Split('`')[0]} {Address}";

    /// <summary>The name of the message and its destination.</summary>
    private protected abstract string Address { get; }

    private protected static async Task<object?> NothingAfterAsync(Task send)
    {
        await send.ConfigureAwait(false);
        return null;
    }
}
