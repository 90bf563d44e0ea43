namespace ActorBus.Brokers.Contract;

/// <summary>Reads the <c>x-death</c> header of a dead letter.</summary>
public static class Deaths
{
    /// <summary>The only entry; the message died in one queue for one reason.</summary>
    public static Dictionary<string, object> Single(Delivery delivery) => Assert.Single(All(delivery));

    /// <summary>All entries, the latest first.</summary>
    public static IReadOnlyList<Dictionary<string, object>> All(Delivery delivery) =>
        [.. Assert.IsType<object[]>(delivery.Message.Headers["x-death"]).Cast<Dictionary<string, object>>()];
}
