using System.Collections.Concurrent;

namespace ActorBus.Actors.TestKit.Filters;

/// <summary>Counts the entries that fit, on the thread that logs, and keeps some of the others for the failure message.</summary>
internal sealed class EventCounter : MinimalActorRef, IDisposable
{
    private const int MaximumOthers = 20;

    private readonly LocalActorSystem _system;
    private readonly IReadOnlyList<LogFilter> _filters;
    private readonly ConcurrentQueue<LogEvent> _others = new();
    private int _count;

    public EventCounter(ActorSystem system, IReadOnlyList<LogFilter> filters)
    {
        _system = (LocalActorSystem)system;
        _filters = filters;
        Path = _system.RootPath / "system" / $"event-counter-{Guid.NewGuid():N}";
        foreach (var channel in LogEntries.Channels)
            system.EventStream.Subscribe(this, channel);
    }

    public override ActorPath Path { get; }

    public int Count => Volatile.Read(ref _count);

    public string Others => _others.IsEmpty ? "none" : string.Join(", ", _others.Select(entry => $"{entry.LogLevel().StringFor()} '{entry.Message}'"));

    internal override LocalActorSystem Home => _system;

    public override void Tell(object message, IActorRef? sender)
    {
        if (LogEntries.From(message) is not { } entry)
            return;
        if (_filters.Any(filter => filter.Fits(entry)))
            Interlocked.Increment(ref _count);
        else if (_others.Count < MaximumOthers)
            _others.Enqueue(entry);
    }

    public void Dispose() => _system.EventStream.Unsubscribe(this);
}
