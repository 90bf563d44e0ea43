namespace ActorBus.Benchmarks.RabbitMq.Peers;

/// <summary>Wolverine's handlers; public, because Wolverine generates code that calls them.</summary>
public static class ParcelHandler
{
    /// <summary>Takes a parcel.</summary>
    public static void Handle(Parcel parcel, Arrivals arrivals) => arrivals.Add(parcel.Left);

    /// <summary>Answers the query.</summary>
    public static Weight Handle(Weigh weigh, Arrivals arrivals)
    {
        arrivals.Ask();
        return new Weight(weigh.Text);
    }
}
