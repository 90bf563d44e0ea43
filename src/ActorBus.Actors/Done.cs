namespace ActorBus.Actors;

/// <summary>The result of a task that has no other.</summary>
public sealed class Done
{
    /// <summary>The one value.</summary>
    public static readonly Done Instance = new();

    private Done()
    {
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(Done);
}
