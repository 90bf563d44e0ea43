using ActorBus.Pipeline;

namespace ActorBus;

/// <summary>Dispatches commands within this process, each to exactly one handler.</summary>
/// <remarks>
/// In a handler, <c>DispatchAsync</c> waits like anywhere else: its task completes when the nested command has been handled, and fails when that failed.
/// The nested command runs in a routee that does not wait for the calling handler. <c>EnqueueAsync</c> has the command wait until the current one has
/// been finalized instead.
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

    /// <summary>Queues a command behind the one that is being handled.</summary>
    /// <remarks>
    /// The commands of one logical flow run first in, first out, after the outermost command of the flow on this bus has been finalized. The returned
    /// task completes as soon as the command is queued; the task of the outermost command completes when all of them have run. If one fails, the
    /// outermost command fails with <see cref="CommandDispatchException"/>, which hands over those that did not run. Outside a handler, and after the
    /// outermost command has ended, the command is dispatched immediately, and the task completes when it has been handled.
    /// </remarks>
    /// <exception cref="CommandDispatchException">The command was dispatched immediately and failed.</exception>
    Task EnqueueAsync(object command, CancellationToken cancellationToken = default);

    /// <summary>Queues a command behind the one that is being handled, with its own settings.</summary>
    /// <exception cref="CommandDispatchException">The command was dispatched immediately and failed.</exception>
    Task EnqueueAsync(object command, DispatchOptions options, CancellationToken cancellationToken = default);
}
