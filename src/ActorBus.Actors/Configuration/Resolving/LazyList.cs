using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Resolving;

/// <summary>A list whose elements are not yet known.</summary>
internal sealed class LazyList(List<Cell> cells, Origin origin) : LazyNode(origin)
{
    public List<Cell> Cells { get; } = cells;

    public static LazyList Of(ListNode node) => new([.. node.Items.Select(Cell.Of)], node.Origin);
}
