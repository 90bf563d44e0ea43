using System.Collections.Concurrent;
using ActorBus.Clustering.Tests.Support;
using ActorBus.Handlers;
using ActorBus.Hosting;
using ActorBus.Messages;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using Akka.Persistence;
using Akka.Persistence.Sql.Hosting;
using Akka.Remote.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Clustering.Tests;

/// <summary>What the application's own actors write is the application's business: ActorBus changes the serializer of no type but its own.</summary>
public sealed class When_a_host_has_persistence_and_shards_too : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"actorbus-{Guid.NewGuid():N}.db");

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Fact]
    public async Task Should_keep_their_plain_messages_and_recover_them()
    {
        using (var host = await StartAsync())
        {
            await host.Required<CommandBus>().Ask<object>(new Deposit("a", 3), Nodes.Limit);
            await host.Required<CommandBus>().Ask<object>(new Deposit("a", 4), Nodes.Limit);
            await host.StopAsync();
        }

        using (var host = await StartAsync())
        {
            Assert.Equal(7, await host.Required<Account>().Ask<int>(new Balance("a"), Nodes.Limit));
            await host.StopAsync();
        }
    }

    [Fact]
    public async Task Should_lose_no_message_whose_entity_died_between_receipt_and_persist()
    {
        using var host = await StartAsync();
        var bus = host.Services.GetRequiredService<IDistributedBus>();

        for (var number = 1; number <= 60; number++)
            await bus.ConvertAndSendCommandAsync("bank", "transfer", new Transfer($"{number % 4}", number, IsFatal: number % 5 == 0));

        var persisted = new HashSet<int>();
        using var limit = new CancellationTokenSource(Nodes.Limit);
        while (persisted.Count < 60)
        {
            limit.Token.ThrowIfCancellationRequested();
            for (var id = 0; id < 4; id++) persisted.UnionWith(await TransfersAsync(host, $"{id}"));
            await Task.Delay(100, limit.Token);
        }

        Assert.Equal(Enumerable.Range(1, 60), persisted.Order());
        Assert.Equal(12, Account.Deaths.Count);
        await host.StopAsync();
    }

    private static async Task<int[]> TransfersAsync(IHost host, string id)
    {
        try
        {
            return await host.Required<Account>().Ask<int[]>(new Transfers(id), TimeSpan.FromSeconds(2));
        }
        catch (AskTimeoutException)
        {
            // The question died with the entity.
            return [];
        }
    }

    private async Task<IHost> StartAsync()
    {
        var builder = Nodes.Builder();
        builder.Services.AddActorBus();
        builder.Services.AddAkka("bank", akka => akka
            .WithRemoting("127.0.0.1", 0)
            .WithClustering(new ClusterOptions { Roles = [ActorBusNodeOptions.DefaultRole] })
            .WithSqlPersistence($"Data Source={_file}", "SQLite.MS")
            .WithShardRegion<Account>("account", id => Props.Create(() => new Account(id)), new ById(), new ShardOptions { StateStoreMode = StateStoreMode.DData })
            .WithActorBus("bank", bus => bus
                .OnCommand(
                    typeof(Deposit).ToString(), (Deposit deposit, IRequiredActor<Account> accounts) => accounts.ActorRef.Ask<object>(deposit, Nodes.Limit),
                    HandlerOptions.FromOutside)
                .OnRequiredActor<Account>(
                    MessageKind.Command, "transfer", typeof(Transfer), HandlerOptions.FromOutside with { Timeout = TimeSpan.FromSeconds(1) }))
            .WithConsumerNode("bank"));
        var host = builder.Build();
        await host.StartAsync();
        var cluster = global::Akka.Cluster.Cluster.Get(host.Services.GetRequiredService<ActorSystem>());
        await cluster.JoinAsync(cluster.SelfAddress);
        return host;
    }

    private sealed record Deposit(string Id, int Amount);

    private sealed record Deposited(int Amount);

    private sealed record Balance(string Id);

    private sealed record Transfer(string Id, int Number, bool IsFatal);

    private sealed record Transferred(int Number);

    private sealed record Transfers(string Id);

    private sealed class ById() : HashCodeMessageExtractor(10)
    {
        public override string? EntityId(object message) => message switch
        {
            Deposit deposit => deposit.Id,
            Balance balance => balance.Id,
            Transfer transfer => transfer.Id,
            Transfers transfers => transfers.Id,
            _ => null,
        };
    }

    /// <summary>Persists what is deposited as plain JSON, as Akka.NET does when nobody says anything else.</summary>
    private sealed class Account : ReceivePersistentActor
    {
        private readonly HashSet<int> _transfers = [];
        private int _balance;

        public Account(string id)
        {
            PersistenceId = $"account-{id}";
            Recover<Deposited>(deposited => _balance += deposited.Amount);
            Command<Deposit>(deposit => Persist(new Deposited(deposit.Amount), deposited =>
            {
                _balance += deposited.Amount;
                Sender.Tell(new Status.Success(null));
            }));
            Command<Balance>(_ => Sender.Tell(_balance));
            Recover<Transferred>(transferred => _transfers.Add(transferred.Number));
            Command<Transfer>(OnTransfer);
            Command<Transfers>(_ => Sender.Tell(_transfers.ToArray()));
        }

        /// <summary>The transfers over which an entity has died, each once.</summary>
        public static ConcurrentDictionary<int, bool> Deaths { get; } = new();

        public override string PersistenceId { get; }

        private void OnTransfer(Transfer transfer)
        {
            if (transfer.IsFatal && Deaths.TryAdd(transfer.Number, true))
            {
                // Received, not persisted and not answered.
                Context.Stop(Self);
                return;
            }

            Persist(new Transferred(transfer.Number), transferred =>
            {
                _transfers.Add(transferred.Number);
                Sender.Tell(new Status.Success(null));
            });
        }
    }
}
