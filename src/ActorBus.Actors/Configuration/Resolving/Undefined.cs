using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Resolving;

/// <summary>The result of an optional substitution that found nothing.</summary>
internal sealed class Undefined : Node
{
    public static readonly Undefined Value = new();

    private Undefined()
        : base(default)
    {
    }
}
