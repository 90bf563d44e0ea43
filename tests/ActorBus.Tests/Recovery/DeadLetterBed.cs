using System.Globalization;
using System.Text;
using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Topologies;
using ActorBus.Recovery;
using Microsoft.Extensions.Logging.Testing;

namespace ActorBus.Tests.Recovery;

/// <summary>The queues of one service on a broker, with dead letters put there as the failure path puts them.</summary>
internal sealed class DeadLetterBed : IAsyncDisposable
{
    public const string Handler = "Billing.Handlers.ChangeDetails";
    public static readonly DateTimeOffset FailedAt = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly IBrokerConnection _connection;

    private DeadLetterBed(IBroker broker, IBrokerConnection connection, string service)
    {
        Broker = broker;
        _connection = connection;
        Service = service;
        Letters = NewOperator();
    }

    public IBroker Broker { get; }

    public string Service { get; }

    public IDeadLetters Letters { get; }

    public FakeLogger Log { get; } = new();

    public static async Task<DeadLetterBed> CreateAsync(IBroker broker)
    {
        var service = $"billing-{Guid.NewGuid():N}";
        var connection = await broker.ConnectAsync(ConnectionPurpose.Publish, _ => { });
        var profile = WireProfiles.Create(new DistributionOptions { ServiceName = service });
        await connection.DeclareAsync(profile.Topology(new ServiceTopology(service, ["billing.#"], [], 20)));
        return new DeadLetterBed(broker, connection, service);
    }

    public static OutgoingMessage Failed(string service, string id, params (string Header, object? Value)[] headers)
    {
        var all = new Dictionary<string, object>
        {
            [WireHeaders.Kind] = "command",
            [WireHeaders.Destination] = service,
            ["tenant"] = "acme",
            [WireHeaders.FailedService] = service,
            [WireHeaders.FailureReason] = nameof(DeadLetterReason.RetriesExhausted),
            [WireHeaders.ExceptionType] = "System.InvalidOperationException",
            [WireHeaders.ExceptionMessage] = "The account is closed.",
            [WireHeaders.ExceptionStack] = "   at Billing.Handlers.ChangeDetails()",
            [WireHeaders.Attempts] = 16L,
            [WireHeaders.DelayedRetries] = 3L,
            [WireHeaders.FirstFailedAt] = Time(FailedAt.AddMinutes(-2)),
            [WireHeaders.LastFailedAt] = Time(FailedAt),
            [WireHeaders.Handler] = Handler,
            [WireHeaders.OriginalExchange] = ActorBusProfile.CommandExchange,
            [WireHeaders.OriginalRoutingKey] = service,
        };
        foreach (var (header, value) in headers)
        {
            if (value is null) all.Remove(header);
            else all[header] = value;
        }

        return new OutgoingMessage("", QueueNames.DeadLetters(service), new BrokerMessage
        {
            Body = Encoding.UTF8.GetBytes($$"""{"id":"{{id}}"}"""),
            MessageId = id,
            CorrelationId = "conversation-1",
            Type = "billing.changeDetails",
            ContentType = "application/json",
            AppId = "shop",
            Headers = all,
        });
    }

    public static string Time(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    public IDeadLetters NewOperator() => new DeadLetters(
        Broker, QueueNames.DeadLetters(Service), Service, [], Log, TimeProvider.System);

    public Task FailAsync(string id, params (string Header, object? Value)[] headers) => PublishAsync(Failed(Service, id, headers));

    /// <summary>Puts many there, their ids numbered from 0.</summary>
    public async Task FailManyAsync(int count, Func<int, OutgoingMessage>? make = null)
    {
        var window = new Queue<Task<PublishOutcome>>();
        for (var i = 0; i < count; i++)
        {
            if (window.Count == _connection.MaxOutstandingPublishes) Assert.Equal(PublishStatus.Confirmed, (await window.Dequeue()).Status);
            window.Enqueue(_connection.PublishAsync(make?.Invoke(i) ?? Failed(Service, i.ToString(CultureInfo.InvariantCulture))));
        }

        foreach (var outcome in await Task.WhenAll(window)) Assert.Equal(PublishStatus.Confirmed, outcome.Status);
    }

    /// <summary>Declares a queue of somebody else; it goes when nobody has used it for some minutes.</summary>
    public Task DeclareAsync(string queue) => _connection.DeclareAsync(new Topology
    {
        Queues = [new QueueDeclaration(queue) { Kind = QueueKind.Classic, Expires = TimeSpan.FromMinutes(5) }],
    });

    public async Task PublishAsync(OutgoingMessage message) =>
        Assert.Equal(PublishStatus.Confirmed, (await _connection.PublishAsync(message)).Status);

    public async Task<long> ReadyAsync(string queue) => (await _connection.InspectAsync(queue))!.Ready;

    /// <summary>
    /// Waits until so many messages are ready in a queue: what a connection that goes has not settled comes back a moment
    /// after it has gone, and a broker has no signal for that.
    /// </summary>
    public async Task ExpectReadyAsync(long expected, string queue)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var ready = await ReadyAsync(queue);
        for (; ready != expected && !limit.IsCancellationRequested; ready = await ReadyAsync(queue)) await Task.Delay(20);
        Assert.Equal(expected, ready);
    }

    /// <summary>Takes a number of messages out of a queue, in its order.</summary>
    public async Task<IReadOnlyList<Delivery>> TakeAsync(string queue, int count)
    {
        var taken = new List<Delivery>();
        var enough = new TaskCompletionSource();
        await using var connection = await Broker.ConnectAsync(ConnectionPurpose.Consume, _ => { });
        if (count == 0) return taken;
        var subscription = await connection.ConsumeAsync(queue, 1_000, Take, stopped => enough.TrySetException(new BrokerException(stopped.Reason, true)));
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await subscription.StopAsync();
        return taken;

        void Take(Delivery delivery)
        {
            if (taken.Count == count) return;
            taken.Add(delivery);
            delivery.Settle(Settlement.Ack);
            if (taken.Count == count) enough.TrySetResult();
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
