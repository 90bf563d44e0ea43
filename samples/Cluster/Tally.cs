using System.Collections.Concurrent;
using ActorBus;
using ClusterSample.Messages;

namespace ClusterSample;

/// <summary>Counts, at the sender, what became of the orders. Each may come more than once; none may be missing.</summary>
internal sealed class Tally(int orders)
{
    private readonly ConcurrentDictionary<int, string> _placed = new();
    private readonly ConcurrentDictionary<int, string> _written = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the first order is written.</summary>
    public Task Begun => _begun.Task;

    /// <summary>Done when every order is placed and written.</summary>
    public Task Complete => _complete.Task;

    /// <summary>The last line of the program.</summary>
    public string Summary =>
        $"SUMMARY sent={orders} placed={_placed.Count} written={_written.Count} lost={(2 * orders) - _placed.Count - _written.Count} "
        + $"orders-on={Nodes(_placed)} ledger-on={Nodes(_written)}";

    [Distributed]
    [EventHandler("order.placed")]
    public void On(OrderPlaced order) => Note(_placed, order.Number, order.Node);

    [Distributed]
    [EventHandler("ledger.written")]
    public void On(LedgerWritten order)
    {
        Note(_written, order.Number, order.Node);
        _begun.TrySetResult();
    }

    private static string Nodes(ConcurrentDictionary<int, string> seen) => string.Join('+', seen.Values.Distinct().Order(StringComparer.Ordinal));

    private void Note(ConcurrentDictionary<int, string> seen, int number, string node)
    {
        seen.TryAdd(number, node);
        if (_placed.Count == orders && _written.Count == orders) _complete.TrySetResult();
    }
}
