namespace ActorBus.Brokers.Contract;

/// <summary>A broker under test, and the faults that only its owner can inject. One per test.</summary>
/// <remarks>Every fault has to be injected: the contract skips nothing.</remarks>
public abstract class BrokerFixture : IAsyncDisposable
{
    /// <summary>The broker, once it is started.</summary>
    public abstract IBroker Broker { get; }

    /// <summary>How long anything may take before a test gives up.</summary>
    public virtual TimeSpan Deadline => TimeSpan.FromSeconds(20);

    /// <summary>Makes the broker ready.</summary>
    public abstract Task StartAsync();

    /// <summary>Cuts all connections that are open, so that both sides notice; new ones can be made.</summary>
    public abstract Task CutConnectionsAsync();

    /// <summary>From now on the connections that are open get no answer to what they publish.</summary>
    public abstract Task WithholdConfirmsAsync();

    /// <summary>Deletes a queue behind the back of who consumes it.</summary>
    public abstract Task DeleteQueueAsync(string queue);

    /// <summary>Has the broker take no publishes for now, as for want of memory.</summary>
    public abstract Task BlockAsync();

    /// <summary>Has the broker take publishes again.</summary>
    public abstract Task UnblockAsync();

    /// <summary>
    /// Lets time pass for the broker. One that lives in real time has nothing to do: the tests wait for what time brings.
    /// </summary>
    public abstract Task PassTimeAsync(TimeSpan span);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
