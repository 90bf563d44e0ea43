using ActorBus.Brokers;
using ActorBus.RabbitMq.Connections;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace ActorBus.RabbitMq.Publishing;

/// <summary>
/// A channel in confirm mode that tells its owner of the events of the library, which is all that happens on the library's threads.
/// </summary>
/// <remarks>
/// The library's own tracking of confirmations is turned off: it costs a header per message and a dictionary entry. No token is passed to the library, and
/// it is waited for only together with the end of the connection, so nothing that the library does can block a publish forever.
/// </remarks>
internal sealed class ConfirmChannel : IPublishChannel
{
    private readonly WireProperties _properties = new();
    private readonly IChannel _client;
    private readonly Action<ConfirmChannel, PublishChannelEvent> _onEvent;
    private readonly ConnectionLife _life;
    private readonly RabbitMqOptions _options;
    private readonly BrokerLimits _limits;
    private readonly ILogger _logger;
    private volatile bool _isGone;

    private ConfirmChannel(
        IChannel client, Action<ConfirmChannel, PublishChannelEvent> onEvent, ConnectionLife life, RabbitMqOptions options, BrokerLimits limits,
        ILogger logger)
    {
        _client = client;
        _onEvent = onEvent;
        _life = life;
        _options = options;
        _limits = limits;
        _logger = logger;
    }

    public static CreateChannelOptions Untracked { get; } = new(
        publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false);

    public int MaxOutstanding => _options.MaxOutstandingPublishes;

    public long MaxOutstandingBytes => _options.MaxOutstandingBytes;

    public BrokerLimits Limits => _limits;

    public TimeSpan ConfirmTimeout => _options.ConfirmTimeout;

    /// <summary>Whether a publish encountered a closed channel; the reason follows as an event.</summary>
    public bool IsGone => _isGone;

    /// <summary>Wraps a new channel that was created with <see cref="Untracked"/>.</summary>
    public static ConfirmChannel On(
        IChannel client, Action<ConfirmChannel, PublishChannelEvent> onEvent, ConnectionLife life, RabbitMqOptions options, BrokerLimits limits,
        ILogger logger)
    {
        var channel = new ConfirmChannel(client, onEvent, life, options, limits, logger);
        client.BasicAcksAsync += channel.OnAckAsync;
        client.BasicNacksAsync += channel.OnNackAsync;
        client.BasicReturnAsync += channel.OnReturnAsync;
        client.ChannelShutdownAsync += channel.OnShutdownAsync;
        return channel;
    }

    public ValueTask<SendResult> SendAsync(OutgoingMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Refusal(message) is { } fault) return new(SendResult.Refused(fault));
        return _isGone || !_life.IsOpen ? new(SendResult.Gone) : WriteAsync(message);
    }

    public void EndConnection(string reason) => _life.End(reason, cut: true);

    public ValueTask DisposeAsync()
    {
        _isGone = true;
        Background.Forget(Background.QuietlyAsync(_client), _logger);
        return ValueTask.CompletedTask;
    }

    private string? Refusal(OutgoingMessage message)
    {
        try
        {
            return _limits.Refusal(message);
        }
        catch (Exception unreadable)
        {
            // The headers are the caller's own collection, which may throw anything. Its text is not repeated, because it may quote values.
            return $"Its headers cannot be read: they threw {unreadable.GetType()}. Pass headers that stay as they are, such as a Dictionary<string, object>.";
        }
    }

    private async ValueTask<SendResult> WriteAsync(OutgoingMessage outgoing)
    {
        try
        {
            var sending = _client.BasicPublishAsync(
                outgoing.Exchange, outgoing.RoutingKey, outgoing.Mandatory, _properties.Of(outgoing.Message), outgoing.Message.Body,
                CancellationToken.None);
            if (!sending.IsCompletedSuccessfully)
                await sending.AsTask().WaitAsync(_options.ConfirmTimeout, _life.Ended).ConfigureAwait(false);
            else
                sending.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // The connection ended in the meantime, and with it everything that is unanswered.
        }
        catch (TimeoutException)
        {
            _life.End($"a publish could not be written within {_options.ConfirmTimeout.TotalSeconds:0.#} s", cut: true);
        }
        catch (OperationInterruptedException)
        {
            // The channel was closed before the publish reached the wire. The reason follows as an event.
            _isGone = true;
            return SendResult.Gone;
        }
        catch (Exception refused) when (_client.IsOpen && refused is not IOException)
        {
            return SendResult.Refused($"It cannot be written: {CloseText.OneLine(refused.Message)}");
        }
        catch (Exception broken)
        {
            // The write failed midway: the outcome is unknown, like that of every other outstanding publish.
            _life.End(CloseText.OneLine(broken.Message), cut: true);
        }

        return SendResult.Sent;
    }

    private Task OnAckAsync(object sender, BasicAckEventArgs ack) =>
        Tell(new PublishChannelEvent.Answered(ack.DeliveryTag, ack.Multiple, PublishOutcome.Confirmed));

    private Task OnNackAsync(object sender, BasicNackEventArgs nack) => Tell(new PublishChannelEvent.Answered(
        nack.DeliveryTag, nack.Multiple, new PublishOutcome(PublishStatus.Rejected, "The broker refused it (nack): a queue is full or cannot store it now.")));

    private Task OnReturnAsync(object sender, BasicReturnEventArgs returned) => Tell(new PublishChannelEvent.Returned(
        returned.Exchange, returned.RoutingKey, returned.BasicProperties.MessageId, $"{returned.ReplyCode} {CloseText.OneLine(returned.ReplyText)}"));

    private Task OnShutdownAsync(object sender, ShutdownEventArgs reason)
    {
        _isGone = true;
        // A lost connection is told of as such.
        if (!_life.IsOpen) return Task.CompletedTask;
        Background.Forget(Background.QuietlyAsync(_client), _logger);
        var text = CloseText.Of(reason);
        return Tell(new PublishChannelEvent.Closed(text, sent =>
        {
            var outcomes = ChannelVerdict.Of(sent, reason);
            Log.PublishChannelClosed(_logger, outcomes.Count(outcome => outcome.Status == PublishStatus.Unknown), text);
            return outcomes;
        }));
    }

    private Task Tell(PublishChannelEvent what)
    {
        try
        {
            _onEvent(this, what);
        }
        catch (Exception thrown)
        {
            Log.ListenerThrew(_logger, thrown);
        }

        return Task.CompletedTask;
    }
}
