using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Resolving;

/// <summary>A field or list element whose value is found when somebody asks for it.</summary>
/// <remarks>
/// The layers are what was assigned, oldest first; a layer that is itself a cell belongs to an object reached by a
/// substitution. While a layer is evaluated its number is on top of <see cref="Active"/>: a substitution that comes back to
/// the cell then sees only the layers below that one.
/// </remarks>
internal sealed class Cell(IReadOnlyList<Node> layers, Origin origin) : Node(origin)
{
    private Node?[]? _values;

    public IReadOnlyList<Node> Layers { get; } = layers;

    public Stack<int> Active { get; } = new(0);

    public static Cell Of(Node node) => new(node is StackNode stack ? stack.Layers : [node], node.Origin);

    public Node? ValueUpTo(int layer) => _values?[layer];

    public Node Remember(int layer, Node value)
    {
        _values ??= new Node?[Layers.Count];
        _values[layer] = value;
        return value;
    }
}
