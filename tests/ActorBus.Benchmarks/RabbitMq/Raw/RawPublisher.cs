using System.Globalization;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ActorBus.Benchmarks.RabbitMq.Raw;

/// <summary>Publishes by hand: one confirm for each message, counted by the events of the channel, and a window of outstanding ones.</summary>
/// <remarks>
/// One writer at a time. The ring remembers what is outstanding, so that a nack, a return or a lost connection fails just what it
/// concerns. The library's own tracking is off: it is slower.
/// </remarks>
internal sealed class RawPublisher
{
    private const int Width = 8192;
    private readonly TaskCompletionSource?[] _sent = new TaskCompletionSource?[Width];
    private readonly ulong[] _answered = new ulong[Width];
    private readonly BasicProperties _properties = new() { DeliveryMode = DeliveryModes.Persistent, ContentType = "application/octet-stream" };
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly int _window;
    private TaskCompletionSource? _room;
    private ulong _next = 1;
    private ulong _confirmed;
    private ulong _answeredUpTo;
    private string? _failure;

    private RawPublisher(IChannel channel, int window)
    {
        Channel = channel;
        _window = window;
        channel.BasicAcksAsync += OnAckAsync;
        channel.BasicNacksAsync += OnNackAsync;
        channel.BasicReturnAsync += OnReturnAsync;
        channel.ChannelShutdownAsync += OnShutdownAsync;
    }

    public IChannel Channel { get; }

    private int Outstanding => (int)(_next - 1 - Volatile.Read(ref _confirmed));

    public static async Task<RawPublisher> OpenAsync(IConnection connection, int window) => new(
        await connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false)),
        window);

    /// <summary>Publishes many; ends when all are confirmed.</summary>
    public async Task PublishAsync(string queue, byte[] body, int count)
    {
        for (var i = 0; i < count; i++) await WriteAsync("", queue, body, null, _properties);
        while (Outstanding > 0) await RoomAsync(1);
        if (_failure is not null) throw new InvalidOperationException(_failure);
    }

    /// <summary>Publishes one; ends when it is confirmed.</summary>
    public async Task SendAsync(string queue, byte[] body, BasicProperties? properties = null)
    {
        var confirmed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _writer.WaitAsync();
        try
        {
            await WriteAsync("", queue, body, confirmed, properties ?? _properties);
        }
        finally
        {
            _writer.Release();
        }

        await confirmed.Task;
    }

    private async ValueTask WriteAsync(
        string exchange, string queue, byte[] body, TaskCompletionSource? confirmed, BasicProperties properties)
    {
        while (Outstanding >= _window) await RoomAsync(_window);
        if (_failure is not null) throw new InvalidOperationException(_failure);
        _sent[_next % Width] = confirmed;
        properties.MessageId = _next.ToString(CultureInfo.InvariantCulture);
        _next++;
        await Channel.BasicPublishAsync(exchange, queue, true, properties, body);
    }

    /// <summary>Waits until fewer are outstanding than a number, or until more confirms have come.</summary>
    private Task RoomAsync(int number)
    {
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _room, room);
        if (Outstanding < number) room.TrySetResult();
        return room.Task;
    }

    private Task OnAckAsync(object sender, BasicAckEventArgs ack) => Confirm(ack.DeliveryTag, ack.Multiple, null);

    private Task OnNackAsync(object sender, BasicNackEventArgs nack) => Confirm(nack.DeliveryTag, nack.Multiple, "refused");

    private Task OnReturnAsync(object sender, BasicReturnEventArgs returned)
    {
        var number = ulong.Parse(returned.BasicProperties.MessageId!, CultureInfo.InvariantCulture);
        Fail(Interlocked.Exchange(ref _sent[number % Width], null), $"{number} was returned: {returned.ReplyText}");
        return Task.CompletedTask;
    }

    private Task OnShutdownAsync(object sender, ShutdownEventArgs reason)
    {
        _failure ??= reason.ReplyText;
        foreach (var sent in _sent) sent?.TrySetException(new InvalidOperationException(_failure));
        Volatile.Write(ref _confirmed, _next - 1);
        Interlocked.Exchange(ref _room, null)?.TrySetResult();
        return Task.CompletedTask;
    }

    private Task Confirm(ulong number, bool multiple, string? refusal)
    {
        // An answer for a single one may overtake: it is counted, and its place in the ring says whose it is.
        var count = 0UL;
        for (var each = multiple ? _answeredUpTo + 1 : number; each <= number; each++)
        {
            if (_answered[each % Width] == each) continue;
            _answered[each % Width] = each;
            count++;
            var sent = Interlocked.Exchange(ref _sent[each % Width], null);
            if (refusal is null) sent?.TrySetResult();
            else Fail(sent, $"{each} was {refusal}");
        }

        while (_answered[(_answeredUpTo + 1) % Width] == _answeredUpTo + 1) _answeredUpTo++;
        Interlocked.Add(ref _confirmed, count);
        Interlocked.Exchange(ref _room, null)?.TrySetResult();
        return Task.CompletedTask;
    }

    private void Fail(TaskCompletionSource? sent, string why)
    {
        _failure ??= why;
        sent?.TrySetException(new InvalidOperationException(why));
    }
}
