namespace ActorBus.Distribution.Bridges;

/// <summary>Lets the messages of one key pass one after the other, in the order in which they came; other keys do not wait.</summary>
/// <remarks>Thread-safe. Holds a key only while messages of it are under way, so the prefetch bounds it.</remarks>
internal sealed class KeyOrder
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Handler, string Key), Task> _last = [];

    /// <summary>How many keys are under way.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _last.Count;
        }
    }

    /// <summary>Lines up; the turn has come when <see cref="Turn.HasCome"/> completes, and ends when it is disposed.</summary>
    public Turn Enter(string handler, string key)
    {
        var turn = new Turn(this, (handler, key));
        lock (_gate)
        {
            turn.HasCome = _last.GetValueOrDefault(turn.Key) ?? Task.CompletedTask;
            _last[turn.Key] = turn.HasEnded;
        }

        return turn;
    }

    private void Leave(Turn turn)
    {
        lock (_gate)
        {
            if (_last.GetValueOrDefault(turn.Key) == turn.HasEnded) _last.Remove(turn.Key);
        }
    }

    /// <summary>One message's place in the line.</summary>
    internal sealed class Turn(KeyOrder order, (string Handler, string Key) key) : IDisposable
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public (string Handler, string Key) Key => key;

        public Task HasCome { get; set; } = Task.CompletedTask;

        public Task HasEnded => _ended.Task;

        public void Dispose()
        {
            order.Leave(this);
            _ended.TrySetResult();
        }
    }
}
