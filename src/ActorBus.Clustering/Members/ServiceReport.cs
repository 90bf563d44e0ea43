namespace ActorBus.Clustering.Members;

/// <summary>A <see cref="ServiceDescription"/> as sent between nodes, with arrays so that all its types are known.</summary>
internal sealed record ServiceReport(string Name, bool IsExclusive, bool Consumes, string[] Queues, string[] Handlers)
{
    /// <summary>Returns the description.</summary>
    public ServiceDescription ToDescription() => new(Name, IsExclusive, Consumes, Queues, Handlers);
}
