namespace ActorBus.Benchmarks.Bus.Peers;

/// <summary>Listens to the event as the third; public, because Wolverine generates code that calls it.</summary>
public static class ThirdListener
{
    /// <summary>Handles the event.</summary>
    public static void Handle(OrderPlaced placed) => Handled.Third();

    /// <summary>Handles the event of a queue.</summary>
    public static void Handle(QueuedPlaced queued)
    {
        Handled.Third();
        queued.Signal();
    }
}
