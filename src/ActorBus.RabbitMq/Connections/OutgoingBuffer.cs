using System.Buffers;
using System.Net.Sockets;

namespace ActorBus.RabbitMq.Connections;

/// <summary>Collects writes while the socket is busy and sends them in one call.</summary>
/// <remarks>
/// The first write schedules a pool thread that sends; what is written before it runs, or while it sends, is included. A writer waits only when more
/// than the high-water mark is pending.
/// </remarks>
internal sealed class OutgoingBuffer : IThreadPoolWorkItem
{
    private const int HighWater = 1024 * 1024;
    private const int InitialSize = 16 * 1024;
    private const int DrainMilliseconds = 1000;

    private readonly object _gate = new();
    private readonly Socket _socket;
    private ArrayBufferWriter<byte> _gathering = new(InitialSize);
    private ArrayBufferWriter<byte> _sending = new(InitialSize);
    private TaskCompletionSource? _sent;
    private bool _busy;
    private Exception? _fault;

    public OutgoingBuffer(Socket socket) => _socket = socket;

    public ValueTask WriteAsync(ReadOnlySpan<byte> bytes)
    {
        Task? wait = null;
        bool ring;
        lock (_gate)
        {
            if (_fault is not null)
                return ValueTask.FromException(new IOException("The connection to the broker is broken.", _fault));
            _gathering.Write(bytes);
            ring = !_busy;
            _busy = true;
            if (_gathering.WrittenCount > HighWater)
                wait = (_sent ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        if (ring)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return wait is null ? ValueTask.CompletedTask : new ValueTask(wait);
    }

    /// <summary>Waits briefly for pending data, so that a polite close is sent.</summary>
    public async Task DrainAsync()
    {
        var deadline = Environment.TickCount64 + DrainMilliseconds;
        while (Pending() is { } sent && deadline - Environment.TickCount64 is > 0 and var left)
            await Task.WhenAny(sent, Task.Delay((int)left)).ConfigureAwait(false);
    }

    void IThreadPoolWorkItem.Execute() => _ = SendAllAsync();

    private async Task SendAllAsync()
    {
        try
        {
            while (Next() is { Length: > 0 } bytes)
            {
                while (bytes.Length > 0)
                    bytes = bytes[await _socket.SendAsync(bytes).ConfigureAwait(false)..];
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            Broken(fault);
        }
    }

    private Task? Pending()
    {
        lock (_gate)
            return _busy && _fault is null ? (_sent ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task : null;
    }

    private ReadOnlyMemory<byte> Next()
    {
        TaskCompletionSource? sent;
        ReadOnlyMemory<byte> bytes;
        lock (_gate)
        {
            if (_sending.Capacity > HighWater)
                _sending = new ArrayBufferWriter<byte>(InitialSize);
            _sending.ResetWrittenCount();
            (_gathering, _sending) = (_sending, _gathering);
            bytes = _sending.WrittenMemory;
            _busy = bytes.Length > 0;
            sent = _sent;
            _sent = null;
        }

        sent?.TrySetResult();
        return bytes;
    }

    private void Broken(Exception fault)
    {
        TaskCompletionSource? sent;
        lock (_gate)
        {
            _fault = fault;
            sent = _sent;
            _sent = null;
        }

        // A waiting writer continues and encounters the fault at its next write.
        sent?.TrySetResult();
        // If the reader has not noticed yet, it does now, and with it the owner of the connection.
        _socket.Dispose();
    }
}
