namespace ActorBus.Clustering.Members;

/// <summary>A <see cref="ServiceDescription"/> on its way between nodes: arrays, so that its types are known.</summary>
internal sealed record ServiceReport(string Name, bool IsExclusive, bool Consumes, string[] Queues, string[] Handlers)
{
    /// <summary>The description.</summary>
    public ServiceDescription ToDescription() => new(Name, IsExclusive, Consumes, Queues, Handlers);
}
