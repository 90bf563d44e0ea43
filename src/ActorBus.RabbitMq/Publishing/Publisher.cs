using System.Diagnostics;
using System.Threading.Channels;
using ActorBus.Brokers;
using ActorBus.RabbitMq.Connections;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ActorBus.RabbitMq.Publishing;

/// <summary>
/// The single writer for the publishes of a connection: a loop that sends, numbers and completes them, so that nothing is shared and the order of the
/// calls is the order on the wire.
/// </summary>
/// <remarks>
/// Commands come from callers, from the events of the library and from the watchdog. The loop passes no token to the library and waits for it only
/// together with the end of the connection, so nothing that the library does can block a publish forever. If the loop itself fails, the connection ends
/// with it, because nobody else completes what it holds.
/// </remarks>
internal sealed class Publisher
{
    private readonly Channel<PublisherCommand> _commands =
        Channel.CreateUnbounded<PublisherCommand>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Queue<PendingPublish> _waiting = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IConnection _connection;
    private readonly Requests _requests;
    private readonly ConnectionLife _life;
    private readonly RabbitMqOptions _options;
    private readonly BrokerLimits _limits;
    private readonly ILogger _logger;
    private ConfirmChannel? _channel;
    private PublishWindow<PendingPublish> _window = null!;
    private string? _blocked;
    private bool _stopping;
    private volatile bool _idle = true;

    public Publisher(Link link, Requests requests, ConnectionLife life, RabbitMqOptions options, BrokerLimits limits, ILogger logger)
    {
        _connection = link.Client;
        _requests = requests;
        _life = life;
        _options = options;
        _limits = limits;
        _logger = logger;
        Use(link.Publishing);
        Background.Forget(RunAsync(), logger);
    }

    public Task<PublishOutcome> PublishAsync(OutgoingMessage message)
    {
        var pending = new PendingPublish(message);
        if (!_commands.Writer.TryWrite(new(PublisherCommandKind.Publish, pending)))
            pending.End(PublishStatus.Failed, NotSent());
        return pending.Task;
    }

    public void Blocked(string reason) => _commands.Writer.TryWrite(new(PublisherCommandKind.Blocked, reason));

    public void Unblocked() => _commands.Writer.TryWrite(new(PublisherCommandKind.Unblocked));

    /// <summary>Checks whether an answer is overdue; called at intervals.</summary>
    public void Look()
    {
        if (!_idle)
            _commands.Writer.TryWrite(new(PublisherCommandKind.Look));
    }

    /// <summary>Stops sending and gives outstanding publishes a moment to be answered.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        if (_commands.Writer.TryWrite(new(PublisherCommandKind.Stop)))
            await _drained.Task.WaitAsync(limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Completes every publish because the connection has ended.</summary>
    public void End(string reason)
    {
        _commands.Writer.TryWrite(new(PublisherCommandKind.End, reason));
        _commands.Writer.TryComplete();
    }

    private async Task RunAsync()
    {
        try
        {
            await ApplyAllAsync().ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            Log.PublisherFailed(_logger, fault);
            GiveUp($"its publisher failed with {fault.GetType()}");
        }
    }

    private async Task ApplyAllAsync()
    {
        var commands = _commands.Reader;
        while (await commands.WaitToReadAsync().ConfigureAwait(false))
        {
            while (commands.TryRead(out var command))
            {
                Apply(command);
                if (_waiting.Count > 0)
                    await SendWaitingAsync().ConfigureAwait(false);
            }

            _idle = _waiting.Count == 0 && (_channel is null || _window.Count == 0);
            if (_idle && _stopping)
                _drained.TrySetResult();
        }
    }

    private void Apply(in PublisherCommand command)
    {
        switch (command.Kind)
        {
            case PublisherCommandKind.Publish:
                Accept((PendingPublish)command.Subject!);
                break;
            case PublisherCommandKind.FromChannel when command.Source == _channel:
                OnEvent((PublishChannelEvent)command.Subject!);
                break;
            case PublisherCommandKind.Blocked:
                _blocked = (string)command.Subject!;
                break;
            case PublisherCommandKind.Unblocked:
                _blocked = null;
                Restart();
                break;
            case PublisherCommandKind.Look:
                Expire();
                break;
            case PublisherCommandKind.Stop:
                _stopping = true;
                FailWaiting("the connection is being closed");
                break;
            case PublisherCommandKind.End:
                EndAll((string)command.Subject!);
                break;
        }
    }

    private void OnEvent(PublishChannelEvent told)
    {
        switch (told)
        {
            case PublishChannelEvent.Answered answered:
                _window.Take(answered.Number, answered.Multiple, sent => sent.End(answered.Outcome));
                break;
            case PublishChannelEvent.Returned returned:
                _window.TakeFirst(sent => returned.IsOf(sent.Outgoing))?.End(
                    PublishStatus.Returned, $"No queue takes routing key '{returned.RoutingKey}' of exchange '{returned.Exchange}': {returned.Reason}");
                break;
            case PublishChannelEvent.Closed closed:
                PendingPublish[] unanswered = [.. _window.All];
                _channel = null;
                foreach (var (sent, outcome) in unanswered.Zip(closed.Judge([.. unanswered.Select(sent => sent.Outgoing)]))) sent.End(outcome);
                break;
        }
    }

    private void Accept(PendingPublish pending)
    {
        if (_stopping || !_life.IsOpen)
        {
            pending.End(PublishStatus.Failed, NotSent());
            return;
        }

        _idle = false;
        _waiting.Enqueue(pending);
    }

    private async ValueTask SendWaitingAsync()
    {
        while (_blocked is null && _life.IsOpen && _waiting.TryPeek(out var pending))
        {
            if (_channel is null && !await OpenAsync().ConfigureAwait(false))
                return;
            if (_channel!.IsGone || !_window.HasRoomFor(pending.Size))
                return;
            _waiting.Dequeue();
            pending.Since = Stopwatch.GetTimestamp();
            _window.Add(pending, pending.Size);
            var result = await _channel.SendAsync(pending.Outgoing).ConfigureAwait(false);
            if (result.Kind == SendKind.Sent)
                continue;
            _window.TakeBackLast();
            if (result.Kind == SendKind.Refused)
                pending.End(PublishStatus.Failed, result.Reason!);
            else
                PutBack(pending);
        }
    }

    private async ValueTask<bool> OpenAsync()
    {
        try
        {
            var client = await _requests.SendAsync(
                "open a publish channel", () => _connection.CreateChannelAsync(ConfirmChannel.Untracked), CancellationToken.None)
                .ConfigureAwait(false);
            Use(client);
            return true;
        }
        catch (Exception refused) when (refused is BrokerException or OperationInterruptedException)
        {
            _life.End($"no publish channel could be opened: {CloseText.OneLine(refused.Message)}", cut: true);
            return false;
        }
    }

    private void Use(IChannel client)
    {
        _window = new PublishWindow<PendingPublish>(_options.MaxOutstandingPublishes, _options.MaxOutstandingBytes);
        _channel = ConfirmChannel.On(
            client, (source, told) => _commands.Writer.TryWrite(new(PublisherCommandKind.FromChannel, told, source)), _life, _options, _limits, _logger);
    }

    /// <summary>Completes publishes that have waited longer than the confirm timeout; a missing answer ends the connection.</summary>
    private void Expire()
    {
        if (_blocked is { } blocked)
        {
            // The broker has announced that it does not read, which is no reason to end the connection.
            while (_channel is not null && _window.Oldest is { } sent && IsLate(sent))
            {
                _window.TakeFirst(pending => pending == sent);
                sent.End(PublishStatus.Unknown, $"The broker takes no publishes for now ({blocked}) and did not answer in time.");
            }

            while (_waiting.TryPeek(out var pending) && IsLate(pending))
                _waiting.Dequeue().End(PublishStatus.Failed, $"Not sent: the broker takes no publishes for now ({blocked}).");
        }
        else if (_channel is not null && _window.Oldest is { } oldest && IsLate(oldest))
        {
            _life.End($"a publish got no answer within {_options.ConfirmTimeout.TotalSeconds:0.#} s", cut: true);
        }
    }

    /// <summary>Restarts the time limit of all answers after an alarm.</summary>
    private void Restart()
    {
        foreach (var sent in _channel is null ? [] : _window.All)
            sent.Since = Stopwatch.GetTimestamp();
    }

    private bool IsLate(PendingPublish pending) => Stopwatch.GetElapsedTime(pending.Since) > _options.ConfirmTimeout;

    private void EndAll(string reason)
    {
        foreach (var sent in _channel is null ? [] : _window.All)
            sent.End(PublishStatus.Unknown, $"The connection was lost before the broker answered: {reason}");
        _channel = null;
        FailWaiting(reason);
        _drained.TrySetResult();
    }

    /// <summary>Completes every publish because the loop has failed, including those that it has not read, and ends the connection.</summary>
    private void GiveUp(string reason)
    {
        EndAll(reason);
        // Nothing is written from here on, so what is read now is everything.
        _commands.Writer.TryComplete();
        while (_commands.Reader.TryRead(out var command))
        {
            if (command.Subject is PendingPublish pending)
                pending.End(PublishStatus.Failed, $"Not sent: {reason}");
        }

        _life.End(reason, cut: true);
    }

    private void FailWaiting(string reason)
    {
        while (_waiting.TryDequeue(out var pending))
            pending.End(PublishStatus.Failed, $"Not sent: {reason}");
    }

    private void PutBack(PendingPublish pending)
    {
        // Back to the head: rotate the publishes behind it, of which there are at most as many as the caller keeps outstanding.
        var behind = _waiting.Count;
        _waiting.Enqueue(pending);
        for (var i = 0; i < behind; i++)
            _waiting.Enqueue(_waiting.Dequeue());
    }

    private string NotSent() => _life.IsOpen ? "Not sent: the connection is being closed." : $"Not sent: the connection is closed: {_life.Reason}";
}
