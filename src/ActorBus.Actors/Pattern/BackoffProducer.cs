namespace ActorBus.Actors.Pattern;

/// <summary>Makes a backoff supervisor, afresh at each restart.</summary>
internal sealed class BackoffProducer(Type actorType, Func<ActorBase> produce) : IIndirectActorProducer
{
    public Type ActorType { get; } = actorType;

    public ActorBase Produce() => produce();

    /// <summary>There is nothing to give back.</summary>
    public void Release(ActorBase actor)
    {
    }
}
