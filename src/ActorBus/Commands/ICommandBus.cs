using ActorBus.Pipeline;

namespace ActorBus;

/// <summary>Dispatches commands of this process, each to exactly one handler.</summary>
/// <remarks>
/// A command dispatched while another one of the same logical flow is handled is queued, first in first out, and runs when
/// that one is finalized: the task of the nested call completes at once, the task of the outermost call when all have run.
/// </remarks>
public interface ICommandBus : IMessageBus
{
    /// <summary>Dispatches a command with the bus's own settings.</summary>
    /// <exception cref="CommandDispatchException">It failed; the cause is inside, with the commands that did not run.</exception>
    /// <exception cref="DispatchTimeoutException">It took longer than the bus allows.</exception>
    Task DispatchAsync(object command, CancellationToken cancellationToken = default);

    /// <summary>Dispatches a command with settings of its own.</summary>
    /// <exception cref="CommandDispatchException">It failed; the cause is inside, with the commands that did not run.</exception>
    /// <exception cref="DispatchTimeoutException">It took longer than it may.</exception>
    Task DispatchAsync(object command, DispatchOptions options, CancellationToken cancellationToken = default);
}
