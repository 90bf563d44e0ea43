namespace ActorBus.Actors.TestKit.Internal;

/// <summary>Remembers which strategy each child of a test actor was created with.</summary>
internal sealed class ChildStrategies
{
    private readonly Dictionary<IActorRef, SupervisorStrategy> _strategies = [];

    public void Add(IActorRef child, SupervisorStrategy? strategy)
    {
        if (strategy is not null)
            _strategies[child] = strategy;
    }

    public Directive Decide(IActorRef child, Exception failure) =>
        (_strategies.GetValueOrDefault(child) ?? SupervisorStrategy.DefaultStrategy).Decider.Decide(failure);
}
