namespace ActorBus.Benchmarks.Bus.Peers;

/// <summary>Listens to the event as the second; public, because Wolverine generates code that calls it.</summary>
public static class SecondListener
{
    /// <summary>Handles the event.</summary>
    public static void Handle(OrderPlaced placed) => Handled.Second();

    /// <summary>Handles the event of a queue.</summary>
    public static void Handle(QueuedPlaced queued)
    {
        Handled.Second();
        queued.Signal();
    }
}
