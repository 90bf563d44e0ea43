using System.Diagnostics;
using System.Net.Sockets;

namespace ActorBus.RabbitMq.Connections;

/// <summary>A socket stream that reads in large blocks, writes what has accumulated in one call, and records when the last byte was read.</summary>
/// <remarks>
/// The client library flushes after each publish and each acknowledgement, and reads four kilobytes at a time. Without this stream each of them would
/// be a system call here and a packet that wakes the broker.
/// </remarks>
internal sealed class CoalescingStream : NetworkStream
{
    private const int ReadSize = 64 * 1024;

    private readonly byte[] _read = new byte[ReadSize];
    private readonly OutgoingBuffer _outgoing;
    private int _readStart;
    private int _readEnd;
    private long _lastRead = Stopwatch.GetTimestamp();

    public CoalescingStream(Socket socket)
        : base(socket, ownsSocket: false) => _outgoing = new OutgoingBuffer(socket);

    public TimeSpan Silence => Stopwatch.GetElapsedTime(Volatile.Read(ref _lastRead));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_readStart < _readEnd)
            return ValueTask.FromResult(Take(buffer.Span));
        return buffer.Length == 0 ? ValueTask.FromResult(0) : FillAsync(buffer, cancellationToken);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_readStart == _readEnd && buffer.Length > 0)
            Filled(Socket.Receive(_read));
        return Take(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _outgoing.WriteAsync(buffer.Span);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _outgoing.WriteAsync(buffer.AsSpan(offset, count)).AsTask();

    public override void Write(ReadOnlySpan<byte> buffer) => _outgoing.WriteAsync(buffer).AsTask().GetAwaiter().GetResult();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override async ValueTask DisposeAsync()
    {
        await _outgoing.DrainAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<int> FillAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        Filled(await Socket.ReceiveAsync(_read, cancellationToken).ConfigureAwait(false));
        return Take(buffer.Span);
    }

    private void Filled(int count)
    {
        Volatile.Write(ref _lastRead, Stopwatch.GetTimestamp());
        _readStart = 0;
        _readEnd = count;
    }

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _readEnd - _readStart);
        _read.AsSpan(_readStart, count).CopyTo(buffer);
        _readStart += count;
        return count;
    }
}
