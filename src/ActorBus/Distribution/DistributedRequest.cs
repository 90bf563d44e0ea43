using ActorBus.Messages;
using Akka.Actor;

namespace ActorBus.Distribution;

/// <summary>What the actor of the distributed bus is told: a message with its destination.</summary>
/// <remarks>
/// The reply is the answer of a query, <see cref="Status.Success"/> once the broker has the message, or <see cref="Status.Failure"/>
/// with the exception that <see cref="IDistributedBus"/> would have thrown. What is told is never collected with a handler's sends.
/// </remarks>
public abstract record DistributedRequest
{
    private protected DistributedRequest()
    {
    }

    /// <summary>What travels with the message.</summary>
    public Metadata? Metadata { get; init; }

    /// <summary>How it is sent, where it differs from the bus's own settings.</summary>
    public SendOptions Options { get; init; } = SendOptions.Default;

    /// <summary>Has the bus carry it out; the result is the answer, or null when there is none.</summary>
    internal abstract Task<object?> CarryOutAsync(IDistributedBus bus);

    /// <summary>Returns what is sent, and to whom; neither the payload nor metadata.</summary>
    public sealed override string ToString() => $"{GetType().Name.Split('`')[0]} {Address}";

    /// <summary>The name of the message and its destination.</summary>
    private protected abstract string Address { get; }

    private protected static async Task<object?> NothingAfterAsync(Task send)
    {
        await send.ConfigureAwait(false);
        return null;
    }
}
