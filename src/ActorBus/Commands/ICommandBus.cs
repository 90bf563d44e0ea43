using ActorBus.Pipeline;

namespace ActorBus;

/// <summary>Dispatches commands within this process, each to exactly one handler.</summary>
/// <remarks>
/// A command dispatched while another one of the same logical flow is being handled is queued, first in, first out, and runs after that one has been
/// finalized: the task of the nested call completes immediately, and the task of the outermost call when all have run.
/// </remarks>
public interface ICommandBus : IMessageBus
{
    /// <summary>Dispatches a command with the settings of the bus.</summary>
    /// <exception cref="CommandDispatchException">The command failed; contains the cause and the commands that did not run.</exception>
    /// <exception cref="DispatchTimeoutException">The dispatch exceeded the time limit of the bus.</exception>
    Task DispatchAsync(object command, CancellationToken cancellationToken = default);

    /// <summary>Dispatches a command with its own settings.</summary>
    /// <exception cref="CommandDispatchException">The command failed; contains the cause and the commands that did not run.</exception>
    /// <exception cref="DispatchTimeoutException">The dispatch exceeded its time limit.</exception>
    Task DispatchAsync(object command, DispatchOptions options, CancellationToken cancellationToken = default);
}
