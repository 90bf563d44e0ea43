using System.Buffers.Binary;
using System.Diagnostics;

namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>Counts what handlers were given, and notes what was used up between the first and the last of them.</summary>
/// <remarks>Public, because Wolverine generates code that passes it to a handler.</remarks>
/// <param name="broker">The process of the broker; null when unknown.</param>
public sealed class Arrivals(int? broker)
{
    private int _count;
    private int _asked;
    private int _expected = int.MaxValue;
    private long[]? _times;
    private TaskCompletionSource _all = new();

    /// <summary>How many messages have come since <see cref="Expect"/>; more than expected when some came twice.</summary>
    internal int Count => Volatile.Read(ref _count);

    /// <summary>How many queries have come since <see cref="Expect"/>.</summary>
    internal int Asked => Volatile.Read(ref _asked);

    /// <summary>The usage when the first had come.</summary>
    internal Usage First { get; private set; }

    /// <summary>The usage when the last had come.</summary>
    internal Usage Last { get; private set; }

    /// <summary>Adds a message with its body.</summary>
    public void Add(ReadOnlySpan<byte> body) => Add(_times is null ? 0 : BinaryPrimitives.ReadInt64LittleEndian(body));

    /// <summary>Adds a message.</summary>
    /// <param name="left">When it left, as a timestamp; 0 when that does not matter.</param>
    public void Add(long left)
    {
        var count = Interlocked.Increment(ref _count);
        if (_times is { } times && count <= times.Length) times[count - 1] = Stopwatch.GetTimestamp() - left;
        if (count == 1) First = Usage.Now(broker);
        if (count != _expected) return;
        Last = Usage.Now(broker);
        _all.TrySetResult();
    }

    /// <summary>Adds a query.</summary>
    public void Ask() => Interlocked.Increment(ref _asked);

    /// <summary>Begins to count from nothing.</summary>
    /// <param name="count">How many messages are coming.</param>
    /// <param name="times">Gets the time each took, when the bodies say when they left.</param>
    internal void Expect(int count, long[]? times = null)
    {
        _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _times = times;
        _expected = count;
        Volatile.Write(ref _asked, 0);
        Volatile.Write(ref _count, 0);
    }

    /// <summary>Ends when all messages have come.</summary>
    internal Task AllAsync() => _all.Task.WaitAsync(TimeSpan.FromMinutes(5));
}
