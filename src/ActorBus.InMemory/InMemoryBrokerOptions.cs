using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>Options of an in-memory broker.</summary>
public sealed class InMemoryBrokerOptions
{
    /// <summary>The clock and timers of the broker; replace it in tests.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// Schedules the work of the broker: must call <see cref="IThreadPoolWorkItem.Execute"/> of each item once, later, and never on the stack of the
    /// caller. Null for the thread pool.
    /// </summary>
    /// <remarks>
    /// For simulations. Every item is one step of the broker or of one connection, and code that awaits the broker continues within the step that
    /// answers; the order in which the items run therefore determines everything that happens.
    /// </remarks>
    public Action<IThreadPoolWorkItem>? Scheduler { get; set; }

    /// <summary>The limits of the messages that the broker accepts.</summary>
    public BrokerLimits Limits { get; set; } = new();

    /// <summary>
    /// The approximate memory that a queue may use in bytes, including unsettled messages; beyond it, messages are rejected. The default is 256 MiB.
    /// </summary>
    public long MaxQueueBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>The maximum number of unconfirmed publishes on a connection. The default is 1,000.</summary>
    public int MaxOutstandingPublishes { get; set; } = 1000;

    /// <summary>How long after a deliberately dropped confirmation the connection is lost. The default is 15 seconds.</summary>
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
