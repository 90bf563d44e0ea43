namespace ActorBus.Actors.Configuration.Tree;

/// <summary>An object: its fields in the order they were first written.</summary>
internal sealed class ObjectNode(Dictionary<string, Node> fields, bool isClosed, Origin origin) : Node(origin)
{
    public ObjectNode(Origin origin)
        : this(new Dictionary<string, Node>(StringComparer.Ordinal), false, origin)
    {
    }

    public Dictionary<string, Node> Fields { get; } = fields;

    /// <summary>Whether the object was written over something that is no object, which hides all that lies below.</summary>
    public bool IsClosed { get; } = isClosed;

    public ObjectNode Close() => IsClosed ? this : new ObjectNode(Fields, true, Origin);

    /// <summary>Assigns a field as the next line of the same text; only the parser that builds this object may call it.</summary>
    public void Assign(string key, Node value)
    {
        if (!Fields.TryGetValue(key, out var before))
            Fields.Add(key, value);
        else if (ReferenceEquals(value, before) || (before is StackNode grown && ReferenceEquals(value, grown.Newest)))
            return; // An append has changed the value in place.
        else if (value is ObjectNode { IsClosed: false } added && Mergeable(before) is { } target)
            target.Absorb(added);
        else if (before is StackNode stack && value is ReferenceNode or ConcatenationNode)
            stack.Layers.Add(value);
        else
            Fields[key] = Layering.Over(value, before);
    }

    public void Absorb(ObjectNode added)
    {
        StackGuard.Ensure(added.Origin);
        foreach (var (key, value) in added.Fields)
            Assign(key, value);
    }

    private static ObjectNode? Mergeable(Node node) => node is StackNode stack ? stack.Newest as ObjectNode : node as ObjectNode;
}
