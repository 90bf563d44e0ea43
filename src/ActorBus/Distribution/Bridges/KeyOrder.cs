namespace ActorBus.Distribution.Bridges;

/// <summary>Lets the messages of one key pass one after the other, in the order in which they came; other keys do not wait.</summary>
/// <remarks>Thread-safe. Holds a key only while messages of it are under way, so the prefetch bounds it.</remarks>
/// <param name="places">How many messages may be under way at a time.</param>
/// <param name="onCrowded">Told how many wait, when those are half of them; once, until they are few again.</param>
internal sealed class KeyOrder(int places, Action<int> onCrowded)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Handler, string Key), Task> _last = [];
    private int _waiting;
    private bool _isCrowded;

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
        var crowd = 0;
        lock (_gate)
        {
            turn.IsBehind = _last.TryGetValue(turn.Key, out var before);
            turn.HasCome = before ?? Task.CompletedTask;
            _last[turn.Key] = turn.HasEnded;
            if (turn.IsBehind && ++_waiting >= Math.Max(2, places / 2) && !_isCrowded)
            {
                _isCrowded = true;
                crowd = _waiting;
            }
        }

        if (crowd > 0) onCrowded(crowd);
        return turn;
    }

    private void Leave(Turn turn)
    {
        lock (_gate)
        {
            if (_last.GetValueOrDefault(turn.Key) == turn.HasEnded) _last.Remove(turn.Key);
            if (turn.IsBehind && --_waiting < places / 4) _isCrowded = false;
        }
    }

    /// <summary>One message's place in the line.</summary>
    internal sealed class Turn(KeyOrder order, (string Handler, string Key) key) : IDisposable
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public (string Handler, string Key) Key => key;

        public bool IsBehind { get; set; }

        public Task HasCome { get; set; } = Task.CompletedTask;

        public Task HasEnded => _ended.Task;

        public void Dispose()
        {
            order.Leave(this);
            _ended.TrySetResult();
        }
    }
}
