namespace ActorBus.Benchmarks.Bus.Peers;

/// <summary>Handles the command and the query; public, because Wolverine generates code that calls it.</summary>
public static class OrderHandler
{
    private static readonly OrderCount Answer = new(1);

    /// <summary>Handles the command.</summary>
    public static void Handle(PlaceOrder command) => Handled.Command();

    /// <summary>Handles the command of a queue.</summary>
    public static void Handle(QueuedOrder queued)
    {
        Handled.Command();
        queued.Done.SetResult();
    }

    /// <summary>Answers the query.</summary>
    public static OrderCount Handle(CountOrders query)
    {
        Handled.Query();
        return Answer;
    }

    /// <summary>Answers the query of a queue.</summary>
    public static void Handle(QueuedCount queued)
    {
        Handled.Query();
        queued.Answer.SetResult(Answer);
    }
}
