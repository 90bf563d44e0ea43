namespace ActorBus.Actors;

/// <summary>Makes an actor fail with an <see cref="ActorKilledException"/>; the default strategy then stops it.</summary>
public sealed class Kill : IAutoReceivedMessage, IPossiblyHarmful
{
    private Kill()
    {
    }

    /// <summary>The one instance.</summary>
    public static Kill Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "<Kill>";
}
