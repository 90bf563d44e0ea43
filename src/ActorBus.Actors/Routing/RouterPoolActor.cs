namespace ActorBus.Actors.Routing;

/// <summary>Manages the routees of a pool, which are its children, and supervises them as the pool says.</summary>
internal sealed class RouterPoolActor(SupervisorStrategy strategy) : RouterActor
{
    protected override SupervisorStrategy SupervisorStrategy() => strategy;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case AdjustPoolSize { Change: > 0 } more:
                Core.Add(Core.NewRoutees(more.Change));
                break;
            case AdjustPoolSize less:
                Core.Remove(Core.Router.Members.TakeLast(-less.Change).ToArray(), stopChildren: true);
                break;
            case Resize:
                Core.ResizeNow();
                break;
            default:
                base.OnReceive(message);
                break;
        }
    }
}
