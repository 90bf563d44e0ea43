namespace ActorBus.Actors.Cells;

/// <summary>Says nothing about where an actor is to run.</summary>
internal sealed class NoScopeGiven : Scope
{
    public static NoScopeGiven Instance { get; } = new();

    public override Scope WithFallback(Scope other) => other;

    public override Scope Copy() => this;
}
