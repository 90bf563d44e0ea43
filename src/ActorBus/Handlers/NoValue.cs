namespace ActorBus.Handlers;

/// <summary>A message that is null, for a handler that takes a value that may be.</summary>
internal sealed class NoValue
{
    private NoValue()
    {
    }

    public static NoValue Instance { get; } = new();
}
