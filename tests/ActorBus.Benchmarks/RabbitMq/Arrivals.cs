using System.Buffers.Binary;
using System.Diagnostics;

namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>Counts what handlers were given, and notes what was used up between the first and the last of them.</summary>
internal sealed class Arrivals(int? broker)
{
    private int _count;
    private int _expected = int.MaxValue;
    private long[]? _times;
    private TaskCompletionSource _all = new();

    /// <summary>The state when the first had come.</summary>
    public Usage First { get; private set; }

    /// <summary>The state when the last had come.</summary>
    public Usage Last { get; private set; }

    /// <summary>Begins to count.</summary>
    /// <param name="count">How many are coming.</param>
    /// <param name="times">Gets the time each took, when the bodies say when they left.</param>
    public void Expect(int count, long[]? times = null)
    {
        _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _times = times;
        _expected = count;
        Volatile.Write(ref _count, 0);
    }

    /// <summary>Ends when all have come.</summary>
    public Task AllAsync() => _all.Task.WaitAsync(TimeSpan.FromMinutes(5));

    /// <summary>The body of one has come.</summary>
    public void Add(ReadOnlySpan<byte> body) => Add(_times is null ? 0 : BinaryPrimitives.ReadInt64LittleEndian(body));

    /// <summary>One has come.</summary>
    /// <param name="left">When it left; 0 when that does not matter.</param>
    public void Add(long left)
    {
        var count = Interlocked.Increment(ref _count);
        if (_times is { } times && count <= times.Length) times[count - 1] = Stopwatch.GetTimestamp() - left;
        if (count == 1) First = Usage.Now(broker);
        if (count != _expected) return;
        Last = Usage.Now(broker);
        _all.TrySetResult();
    }
}
