namespace ActorBus.Actors.Asking;

/// <summary>What an ask needs to know of its target.</summary>
internal static class AskTarget
{
    public static LocalActorSystem SystemOf(ICanTell target)
    {
        var system = target switch
        {
            InternalActorRefBase actor => actor.Home,
            ActorSelection { Anchor: InternalActorRefBase anchor } => anchor.Home,
            _ => null,
        };
        return system ?? ActorCell.Current?.Home ?? throw new ArgumentException(
            $"'{Name(target)}' belongs to no actor system, so an Ask cannot be answered; ask an actor or a selection.", nameof(target));
    }

    public static string Name(ICanTell target) => target is IActorRef actor ? actor.Path.ToString() : target.ToString() ?? target.GetType().Name;
}
