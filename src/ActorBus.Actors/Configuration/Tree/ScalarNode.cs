namespace ActorBus.Actors.Configuration.Tree;

/// <summary>A string, number, boolean or null, kept as it was written.</summary>
internal sealed class ScalarNode(string text, ScalarKind kind, Origin origin) : Node(origin)
{
    public string Text { get; } = text;

    public ScalarKind Kind { get; } = kind;

    public bool IsNull => Kind == ScalarKind.Null;

    public override string ToString() => Text;
}
