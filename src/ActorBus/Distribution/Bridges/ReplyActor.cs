using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Topologies;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Distribution.Bridges;

/// <summary>
/// Awaits the replies to this process's queries. Parent: the bridge of the own service. No children. Restarted by the bridge: queries under way fail with
/// a clear error.
/// </summary>
/// <remarks>
/// It joins the connection with the first query. The queue has a fresh name on every connection and goes with it; a lost connection therefore fails the
/// queries under way at once. A reply to an unknown or finished query is counted and dropped.
/// </remarks>
internal sealed class ReplyActor : ReceiveActor
{
    private const int ReplyPrefetch = 1_000;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private readonly BridgeContext _bridge;
    private readonly IActorRef _connectionActor;
    private readonly BridgeStatus _status;
    private readonly Dictionary<string, Register> _pending = new(StringComparer.Ordinal);
    private readonly List<IActorRef> _awaitingQueue = [];
    private readonly CancellationTokenSource _lifetime = new();
    private IBrokerConnection? _connection;
    private IBrokerSubscription? _subscription;
    private ITimer? _retry;
    private string? _queue;
    private int _generation;
    private bool _hasJoined;

    public ReplyActor(BridgeContext bridge, IActorRef connection, BridgeStatus status)
    {
        _bridge = bridge;
        _connectionActor = connection;
        _status = status;
        Receive<GetQueue>(_ => OnGetQueue());
        Receive<Register>(OnRegister);
        Receive<Forget>(forget => _pending.Remove(forget.MessageId));
        Receive<Came>(came => OnReply(came.Delivery));
        Receive<ConnectionActor.Opened>(OnOpened);
        Receive<ConnectionActor.Lost>(OnLost);
        Receive<ConnectionActor.Refused>(OnRefused);
        Receive<Subscribe>(_ => DeclareAndConsume(), subscribe => subscribe.Generation == _generation);
        Receive<Subscribed>(OnSubscribed);
        Receive<NotSubscribed>(OnNotSubscribed, failed => failed.Generation == _generation);
        Receive<Stopped>(OnStopped, stopped => stopped.Generation == _generation);
        ReceiveAny(_ => { });
    }

    protected override void PostStop()
    {
        _retry?.Dispose();
        _lifetime.Cancel();
        _lifetime.Dispose();
        Drop();
        if (_hasJoined) _connectionActor.Tell(ConnectionActor.Leave.Instance);
        Refuse(new DeliveryFailedException(PublishStatus.Failed, "The query was not sent: what awaits its reply was stopped. Ask again."));
        OnGone("the actor that awaits replies was stopped");
    }

    private void OnGetQueue()
    {
        if (_queue is not null)
        {
            Sender.Tell(new Queue(_queue, Self));
            return;
        }

        _awaitingQueue.Add(Sender);
        if (_hasJoined) return;
        _hasJoined = true;
        _connectionActor.Tell(ConnectionActor.Join.Instance);
    }

    private void OnOpened(ConnectionActor.Opened opened)
    {
        // Who joins again is told again.
        if (ReferenceEquals(_connection, opened.Connection)) return;
        _connection = opened.Connection;
        DeclareAndConsume();
    }

    private void OnLost(ConnectionActor.Lost lost)
    {
        // It may have been restarted, and then knows nobody any more.
        if (_hasJoined) _connectionActor.Tell(ConnectionActor.Join.Instance);
        if (_connection is null) return;
        _connection = null;
        _subscription = null;
        _generation++;
        OnGone(lost.Reason);
    }

    private void OnRefused(ConnectionActor.Refused refused)
    {
        _status.Set(BridgeHealth.Connecting, refused.Error.Message);
        if (refused.IsPermanent) Refuse(NotSent($"the broker cannot be reached. {refused.Error.Message}", refused.Error));
    }

    private void DeclareAndConsume()
    {
        if (_connection is not { } connection) return;
        var queue = QueueNames.Replies(_bridge.Service);
        var generation = ++_generation;
        SubscribeAsync(connection, queue, generation, Self, _lifetime.Token).PipeTo(
            Self,
            success: subscription => new Subscribed(generation, queue, subscription),
            failure: error => new NotSubscribed(generation, error));
    }

    private static async Task<IBrokerSubscription> SubscribeAsync(
        IBrokerConnection connection, string queue, int generation, IActorRef self, CancellationToken lifetime)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(lifetime);
        limit.CancelAfter(TimeSpan.FromSeconds(15));
        await connection.DeclareAsync(
            new Topology { Queues = [new QueueDeclaration(queue) { Kind = QueueKind.Exclusive }] }, limit.Token).ConfigureAwait(false);
        var subscription = await connection.ConsumeAsync(
            queue, ReplyPrefetch, delivery => self.Tell(new Came(delivery), ActorRefs.NoSender),
            stopped => self.Tell(new Stopped(generation, stopped.Reason), ActorRefs.NoSender), limit.Token).ConfigureAwait(false);
        if (!lifetime.IsCancellationRequested) return subscription;
        await DropAsync(connection, subscription, queue).ConfigureAwait(false);
        throw new OperationCanceledException(lifetime);
    }

    private void OnSubscribed(Subscribed subscribed)
    {
        if (subscribed.Generation != _generation)
        {
            if (_connection is { } connection) _ = DropAsync(connection, subscribed.Subscription, subscribed.Queue);
            return;
        }

        _subscription = subscribed.Subscription;
        _queue = subscribed.Queue;
        _status.Set(BridgeHealth.Open, null);
        foreach (var asker in _awaitingQueue) asker.Tell(new Queue(_queue, Self));
        _awaitingQueue.Clear();
    }

    private void OnNotSubscribed(NotSubscribed failed)
    {
        if (failed.Error is BrokerException { IsTransient: false })
        {
            // Somebody has to change something first; who asks after that has it tried again.
            Refuse(NotSent($"the queue for its reply cannot be declared. {failed.Error.Message} Asking needs the right to configure '{_bridge.Service}.replies.*'.", failed.Error));
            OnGone(failed.Error.Message);
            _connection = null;
            _generation++;
            _hasJoined = false;
            _connectionActor.Tell(ConnectionActor.Leave.Instance);
            return;
        }

        _bridge.Log.CannotConsumeReplies(_bridge.Service, failed.Error.Message);
        OnGone(failed.Error.Message);
        _retry?.Dispose();
        _retry = _bridge.Time.TellLater(Self, new Subscribe(_generation), RetryDelay);
    }

    private void OnStopped(Stopped stopped)
    {
        OnGone(stopped.Reason);
        Drop();
        DeclareAndConsume();
    }

    /// <summary>Gives up the queue, which would otherwise stay as long as the connection.</summary>
    private void Drop()
    {
        if (_subscription is { } subscription && _connection is { IsOpen: true } connection) _ = DropAsync(connection, subscription, subscription.Queue);
        _subscription = null;
    }

    private static async Task DropAsync(IBrokerConnection connection, IBrokerSubscription subscription, string queue)
    {
        try
        {
            await subscription.DisposeAsync().ConfigureAwait(false);
            await connection.DeleteQueueAsync(queue).ConfigureAwait(false);
        }
        catch (BrokerException)
        {
            // The connection is gone, and the queue with it.
        }
    }

    private static DeliveryFailedException NotSent(string why, Exception cause) =>
        new(PublishStatus.Failed, $"The query was not sent: {why}", cause);

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

    private sealed record Subscribe(int Generation) : IDeadLetterSuppression;

    private sealed record Subscribed(int Generation, string Queue, IBrokerSubscription Subscription) : IDeadLetterSuppression;

    private sealed record NotSubscribed(int Generation, Exception Error) : IDeadLetterSuppression;

    private sealed record Stopped(int Generation, string Reason) : IDeadLetterSuppression;
}
