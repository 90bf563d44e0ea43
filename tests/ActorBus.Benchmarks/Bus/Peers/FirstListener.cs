namespace ActorBus.Benchmarks.Bus.Peers;

/// <summary>Listens to the event as the first; public, because Wolverine generates code that calls it.</summary>
public static class FirstListener
{
    /// <summary>Handles the event.</summary>
    public static void Handle(OrderPlaced placed) => Handled.First();

    /// <summary>Handles the event of a queue.</summary>
    public static void Handle(QueuedPlaced queued)
    {
        Handled.First();
        queued.Signal();
    }
}
