using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Messages;

namespace Quickstart.Counting;

/// <summary>Counts what becomes of the messages of one run: each fact once, however often it happens.</summary>
/// <param name="audience">Who has to get a message.</param>
/// <param name="runId">The run that is counted; null for whatever comes.</param>
/// <param name="ledger">Where facts are kept for a successor; null for nowhere.</param>
internal sealed class Tally(Audience audience, string? runId, Ledger? ledger) : IMessageObserver
{
    /// <summary>The metadata that says which run a message belongs to; inherited by what its handlers send.</summary>
    public const string RunId = "quickstart-run";

    private readonly Lock _gate = new();
    private readonly HashSet<Entry> _facts = [];
    private readonly HashSet<string> _causes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Id, string Handler), Fact> _outcomes = [];
    private readonly Dictionary<string, HandlerCounts> _handlers = new(StringComparer.Ordinal);
    private TaskCompletionSource _moved = New();
    private Counts _counts = new();

    /// <summary>The counts of this moment.</summary>
    public Counts Now
    {
        get
        {
            lock (_gate) return _counts;
        }
    }

    /// <summary>The counts of this moment, by handler.</summary>
    public IReadOnlyList<HandlerCounts> Handlers
    {
        get
        {
            lock (_gate) return [.. _handlers.Values.OrderBy(one => one.Name, StringComparer.Ordinal)];
        }
    }

    /// <summary>Takes over what a process counted that was killed.</summary>
    public void Adopt(IEnumerable<Entry> entries)
    {
        foreach (var entry in entries) Add(entry);
    }

    /// <summary>A run of the sender began, or goes on.</summary>
    public void RunBegan(string id) => Add(new Entry(Fact.Run, id));

    /// <summary>A line was read.</summary>
    /// <param name="id">What tells it from all others.</param>
    public void LineRead(string id) => Add(new Entry(Fact.Line, id));

    /// <summary>A line was refused.</summary>
    /// <param name="id">What tells it from all others.</param>
    public void LineRejected(string id) => Add(new Entry(Fact.Rejected, id));

    /// <summary>Whether the handling of a message, or a line, is known to have sent something.</summary>
    public bool HasSent(string cause)
    {
        lock (_gate) return _causes.Contains(cause);
    }

    /// <inheritdoc/>
    public void Sent(MessageContext message)
    {
        if (IsOurs(message.Metadata.GetString(RunId))) Add(new Entry(Fact.Sent, message.MessageId, message.CausationId ?? "", audience.CopiesOf(message)));
    }

    /// <inheritdoc/>
    public void Handled(MessageContext message, string handler)
    {
        if (IsOurs(message.Metadata.GetString(RunId))) Add(new Entry(Fact.Handled, message.MessageId, handler));
    }

    /// <inheritdoc/>
    public void Retried(MessageContext message, string handler, Exception cause)
    {
        if (IsOurs(message.Metadata.GetString(RunId))) Add(new Entry(Fact.Retried, message.MessageId, handler, message.Attempt));
    }

    /// <inheritdoc/>
    public void DeadLettered(BrokerMessage message, string? handler, Exception cause)
    {
        if (IsOurs(message.Headers.GetValueOrDefault(RunId) as string))
            Add(new Entry(Fact.DeadLettered, message.MessageId ?? "", handler ?? ""));
    }

    /// <summary>Waits until every expected copy is handled or a dead letter, or until nothing has moved for a time.</summary>
    /// <returns>True when nothing is missing.</returns>
    public async Task<bool> WaitUntilSettledAsync(TimeSpan idle, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task moved;
            lock (_gate)
            {
                if (_counts.Lost == 0) return true;
                moved = _moved.Task;
            }

            try
            {
                await moved.WaitAsync(idle, cancellationToken);
            }
            catch (TimeoutException)
            {
                return false;
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool IsOurs(string? run) => runId is null || run == runId;

    private void Add(Entry entry)
    {
        TaskCompletionSource moved;
        lock (_gate)
        {
            if (!_facts.Add(entry)) return;
            ledger?.Append(entry);
            Count(entry);
            (moved, _moved) = (_moved, New());
        }

        moved.SetResult();
    }

    private void Count(Entry entry)
    {
        _counts = entry.Fact switch
        {
            Fact.Run => _counts,
            Fact.Line => _counts with { Lines = _counts.Lines + 1 },
            Fact.Rejected => _counts with { Rejected = _counts.Rejected + 1 },
            Fact.Sent => _counts with { Sent = _counts.Sent + 1, Expected = _counts.Expected + entry.Number },
            Fact.Retried => _counts with { Retried = _counts.Retried + 1 },
            _ => CountOutcome(entry),
        };
        if (entry.Fact == Fact.Sent) _causes.Add(entry.Detail);
        if (entry.Fact == Fact.Retried) _handlers[entry.Detail] = HandlerOf(entry) with { Retried = HandlerOf(entry).Retried + 1 };
    }

    private Counts CountOutcome(Entry entry)
    {
        // The first outcome of a copy counts: a delivery repeated after a lost connection may end otherwise.
        if (!_outcomes.TryAdd((entry.Id, entry.Detail), entry.Fact)) return _counts;
        var handler = HandlerOf(entry);
        var handled = entry.Fact == Fact.Handled;
        _handlers[entry.Detail] = handled ? handler with { Handled = handler.Handled + 1 } : handler with { DeadLettered = handler.DeadLettered + 1 };
        return handled ? _counts with { Handled = _counts.Handled + 1 } : _counts with { DeadLettered = _counts.DeadLettered + 1 };
    }

    private HandlerCounts HandlerOf(Entry entry) => _handlers.GetValueOrDefault(entry.Detail) ?? new HandlerCounts(entry.Detail);
}
