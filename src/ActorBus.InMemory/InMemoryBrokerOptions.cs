using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>How an in-memory broker behaves.</summary>
public sealed class InMemoryBrokerOptions
{
    /// <summary>The clock and the timers behind everything that takes time; give another one to tests.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// Where the broker's work is run: calls <see cref="IThreadPoolWorkItem.Execute"/> of each item once, later, never on the
    /// caller's stack. Null for the thread pool.
    /// </summary>
    /// <remarks>
    /// For simulations. Every item is one step of the broker or of one connection, and whoever awaits the broker goes on
    /// within the step that answers; so the order in which the items are run decides everything that happens.
    /// </remarks>
    public Action<IThreadPoolWorkItem>? Scheduler { get; set; }

    /// <summary>What is taken at all.</summary>
    public BrokerLimits Limits { get; set; } = new();

    /// <summary>How much memory a queue may take, about, unsettled messages included; more is rejected. 256 MiB.</summary>
    public long MaxQueueBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>How many publishes of a connection may await their confirmation. 1,000.</summary>
    public int MaxOutstandingPublishes { get; set; } = 1000;

    /// <summary>How long a confirmation that was dropped on purpose is awaited before the connection is given up. 15 s.</summary>
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
