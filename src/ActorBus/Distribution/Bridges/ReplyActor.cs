using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Topologies;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Distribution.Bridges;

/// <summary>
/// Awaits the replies to this process's queries. Parent: the bridge of the own service. Child: its connection, made with the
/// first query (restarted). Restarted by the bridge: queries under way fail with a clear error.
/// </summary>
/// <remarks>
/// The queue has a fresh name on every connection and goes with it; a lost connection therefore fails the queries under way at
/// once. A reply to an unknown or finished query is counted and dropped.
/// </remarks>
internal sealed class ReplyActor : ReceiveActor
{
    private const int ReplyPrefetch = 1_000;

    private readonly BridgeContext _bridge;
    private readonly BridgeStatus _status;
    private readonly Dictionary<string, Register> _pending = new(StringComparer.Ordinal);
    private readonly List<IActorRef> _awaitingQueue = [];
    private IActorRef? _connectionActor;
    private string? _queue;
    private int _generation;

    public ReplyActor(BridgeContext bridge, BridgeStatus status)
    {
        _bridge = bridge;
        _status = status;
        Receive<GetQueue>(_ => OnGetQueue());
        Receive<Register>(OnRegister);
        Receive<Forget>(forget => _pending.Remove(forget.MessageId));
        Receive<Came>(came => OnReply(came.Delivery));
        Receive<ConnectionActor.Opened>(OnOpened, _ => IsFromCurrentConnection);
        Receive<ConnectionActor.Opened>(_ => { });
        Receive<ConnectionActor.Lost>(lost => OnGone(lost.Reason), _ => IsFromCurrentConnection);
        Receive<ConnectionActor.Lost>(_ => { });
        Receive<ConnectionActor.Refused>(refused => _status.Set(BridgeHealth.Connecting, refused.Error.Message));
        Receive<Subscribed>(OnSubscribed);
        Receive<NotSubscribed>(OnNotSubscribed);
        Receive<Stopped>(stopped => OnStopped(stopped));
    }

    protected override void PostStop()
    {
        Refuse(new DeliveryFailedException(PublishStatus.Failed, "The query was not sent: what awaits its reply was stopped. Ask again."));
        OnGone("the actor that awaits replies was stopped");
    }

    // One that was given up may still have something to say.
    private bool IsFromCurrentConnection => Sender.Equals(_connectionActor);

    private void OnGetQueue()
    {
        if (_queue is not null)
        {
            Sender.Tell(new Queue(_queue, Self));
            return;
        }

        _awaitingQueue.Add(Sender);
        if (_connectionActor is null) Connect();
    }

    private void Connect()
    {
        var bridge = _bridge;
        _connectionActor = Context.ActorOf(
            Props.Create(() => new ConnectionActor(bridge, "receive replies", ConnectionPurpose.Consume, Groundwork.None)), $"connection-{++_generation}");
    }

    private void OnOpened(ConnectionActor.Opened opened)
    {
        var queue = QueueNames.Replies(_bridge.Service);
        var self = Self;
        var connection = _connectionActor!;
        SubscribeAsync(opened.Connection, queue, self).PipeTo(
            self,
            success: _ => new Subscribed(connection, queue),
            failure: error => new NotSubscribed(connection, error));
    }

    private static async Task<IBrokerSubscription> SubscribeAsync(IBrokerConnection connection, string queue, IActorRef self)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        await connection.DeclareAsync(
            new Topology { Queues = [new QueueDeclaration(queue) { Kind = QueueKind.Exclusive }] }, limit.Token).ConfigureAwait(false);
        return await connection.ConsumeAsync(
            queue, ReplyPrefetch, delivery => self.Tell(new Came(delivery)), stopped => self.Tell(new Stopped(queue, stopped.Reason)), limit.Token).ConfigureAwait(false);
    }

    private void OnSubscribed(Subscribed subscribed)
    {
        if (!subscribed.Connection.Equals(_connectionActor)) return;
        _queue = subscribed.Queue;
        _status.Set(BridgeHealth.Open, null);
        foreach (var asker in _awaitingQueue) asker.Tell(new Queue(_queue, Self));
        _awaitingQueue.Clear();
    }

    private void OnNotSubscribed(NotSubscribed failed)
    {
        if (!failed.Connection.Equals(_connectionActor)) return;
        if (failed.Error is BrokerException { IsTransient: false })
        {
            GiveUp(failed.Error);
            return;
        }

        _bridge.Log.CannotConsumeReplies(_bridge.Service, failed.Error.Message);
        Reconnect(failed.Error.Message);
    }

    // Somebody has to change something first; who asks after that has it tried again.
    private void GiveUp(Exception error)
    {
        Refuse(new DeliveryFailedException(
            PublishStatus.Failed,
            $"The query was not sent: the queue for its reply cannot be declared. {error.Message} Asking needs the right to configure "
            + $"'{_bridge.Service}.replies.*'.", error));
        OnGone(error.Message);
        Context.Stop(_connectionActor!);
        _connectionActor = null;
    }

    private void OnStopped(Stopped stopped)
    {
        if (stopped.Queue == _queue) Reconnect(stopped.Reason);
    }

    private void Reconnect(string reason)
    {
        OnGone(reason);
        if (_connectionActor is { } old) Context.Stop(old);
        Connect();
    }

    private void Refuse(DeliveryFailedException error)
    {
        foreach (var asker in _awaitingQueue) asker.Tell(new Status.Failure(error));
        _awaitingQueue.Clear();
    }

    private void OnRegister(Register register)
    {
        // Its reply goes where nobody looks any more.
        if (register.Queue == _queue) _pending[register.MessageId] = register;
        else register.Reply.TrySetException(Lost("its queue is gone"));
    }

    private void OnReply(Delivery delivery)
    {
        delivery.Settle(Settlement.Ack);
        var message = delivery.Message;
        var asked = message.Text(WireHeaders.CausationId);
        if (QueryOf(asked, message.CorrelationId) is { } query)
        {
            _pending.Remove(query.MessageId);
            query.Reply.TrySetResult(message);
            return;
        }

        _bridge.Log.ReplyNotAwaited(_bridge.Service, asked ?? message.CorrelationId);
    }

    // A foreign client says the correlation id alone, which is that of the conversation: enough where one of its queries is under way.
    private Register? QueryOf(string? asked, string? correlation)
    {
        if (asked is not null && _pending.TryGetValue(asked, out var query)) return query;
        if (correlation is null) return null;
        if (_pending.TryGetValue(correlation, out query)) return query;
        if (asked is not null) return null;
        var fitting = _pending.Values.Where(one => one.CorrelationId == correlation).Take(2).ToArray();
        return fitting.Length == 1 ? fitting[0] : null;
    }

    private void OnGone(string reason)
    {
        _queue = null;
        _status.Set(BridgeHealth.Connecting, reason);
        foreach (var query in _pending.Values)
        {
            query.Reply.TrySetException(Lost(reason));
        }

        _pending.Clear();
    }

    private static DeliveryFailedException Lost(string reason) => new(
        PublishStatus.Unknown, $"The connection that awaited the reply was lost ({reason}). The query may have been answered; ask again.");

    /// <summary>Answered with <see cref="Queue"/> once replies can arrive.</summary>
    public sealed record GetQueue : IDeadLetterSuppression
    {
        public static readonly GetQueue Instance = new();
    }

    /// <summary>The queue that replies go to, and who has to know of a query before it is sent.</summary>
    public sealed record Queue(string Name, IActorRef Replies) : IDeadLetterSuppression;

    /// <summary>A query is about to be sent.</summary>
    public sealed record Register(string Queue, string MessageId, string CorrelationId, TaskCompletionSource<BrokerMessage> Reply) : IDeadLetterSuppression;

    /// <summary>The reply is no longer awaited.</summary>
    public sealed record Forget(string MessageId) : IDeadLetterSuppression;

    /// <summary>A reply has come.</summary>
    private sealed record Came(Delivery Delivery) : IDeadLetterSuppression;

    private sealed record Subscribed(IActorRef Connection, string Queue) : IDeadLetterSuppression;

    private sealed record NotSubscribed(IActorRef Connection, Exception Error) : IDeadLetterSuppression;

    private sealed record Stopped(string Queue, string Reason) : IDeadLetterSuppression;
}
