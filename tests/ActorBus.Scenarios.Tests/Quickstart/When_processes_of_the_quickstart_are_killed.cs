using System.Threading.Channels;
using ActorBus.Brokers;
using ActorBus.Distribution.Profiles;
using ActorBus.RabbitMq;
using ActorBus.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus.Scenarios.Tests.Quickstart;

public sealed class When_processes_of_the_quickstart_are_killed : IAsyncLifetime
{
    private const int Rounds = 300;
    private const int UnderWayAtMost = 100;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorbus-quickstart-");
    private RabbitMqNode _node = null!;

    public async Task InitializeAsync() => _node = await RabbitMqNode.StartNewAsync();

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("billing")]
    [InlineData("shipping")]
    [InlineData("shop")]
    public async Task Should_lose_nothing_and_count_everything_once(string victim)
    {
        var orders = Path.Combine(_folder.FullName, "orders.jsonl");
        await File.WriteAllBytesAsync(orders, OrderFile.Of(Rounds));
        var processes = new Dictionary<string, QuickstartProcess>
        {
            ["billing"] = await StartAsync("billing"),
            ["shipping"] = await StartAsync("shipping"),
            ["shop"] = await SendAsync(orders),
        };
        try
        {
            await UntilAsync(() => Task.FromResult(LedgerOf(victim) > 8_000), $"{victim} has counted something");
            await processes[victim].KillAsync();
            processes[victim] = victim == "shop" ? await SendAsync(orders) : await StartAsync(victim);

            var parts = new List<Dictionary<string, int>> { (await EndAsync(processes["shop"].EndAsync())) };
            await UntilAsync(AreDrainedAsync, "every queue but those of dead letters is empty");
            parts.Add(await EndAsync(processes["billing"].TerminateAsync()));
            parts.Add(await EndAsync(processes["shipping"].TerminateAsync()));

            var sum = parts.SelectMany(part => part).GroupBy(one => one.Key).ToDictionary(group => group.Key, group => group.Sum(one => one.Value));
            Assert.Equal(TextOf(OrderFile.ExpectedOf(Rounds)), TextOf(sum.Where(one => one.Key != "retried")));

            // Whoever dies between storing a copy and settling the original, or between a confirmation and its note of it, does
            // it again under the same id: the dead letters are exactly those that must be there, a few of them twice.
            var dead = await DeadLettersAsync();
            Assert.Equal(Rounds, dead.Distinct().Count());
            Assert.InRange(dead.Count, Rounds, Rounds + UnderWayAtMost);
        }
        finally
        {
            foreach (var process in processes.Values) await process.DisposeAsync();
        }
    }

    private static async Task<Dictionary<string, int>> EndAsync(Task<(int Code, Dictionary<string, int> Summary, string Errors)> ending)
    {
        var (code, summary, errors) = await ending;
        Assert.True(code == 0, $"It ended with {code}: {errors}");
        return summary;
    }

    private static string TextOf(IEnumerable<KeyValuePair<string, int>> numbers) =>
        string.Join(' ', numbers.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"));

    private Task<QuickstartProcess> StartAsync(string service) => QuickstartProcess.StartServiceAsync(service, _node.Uri, _folder.FullName);

    private Task<QuickstartProcess> SendAsync(string orders) =>
        QuickstartProcess.StartAsync(["send", orders, "--broker", _node.Uri, "--ledger", _folder.FullName]);

    private long LedgerOf(string service) => _folder.EnumerateFiles($"{service}-*.ledger").Sum(file => file.Length);

    /// <summary>Looks twice: one look goes from queue to queue, and a message may pass it by.</summary>
    private async Task<bool> AreDrainedAsync() => await IsDrainedAsync() && await IsDrainedAsync();

    private async Task<bool> IsDrainedAsync() =>
        (await _node.CountMessagesAsync()).All(one => one.Messages == 0 || one.Queue.EndsWith(".dead-letters", StringComparison.Ordinal));

    private async Task<List<(string? Id, object? Handler)>> DeadLettersAsync()
    {
        await using var broker = new RabbitMqBroker(RabbitMqOptions.FromUri(_node.Uri), NullLogger.Instance);
        await using var connection = await broker.ConnectAsync(ConnectionPurpose.Consume, _ => { });
        var found = Channel.CreateUnbounded<Delivery>();
        var dead = new List<(string?, object?)>();
        using var limit = new CancellationTokenSource(Limit);
        foreach (var (name, messages) in (await _node.CountMessagesAsync()).Where(one => one.Queue.EndsWith(".dead-letters", StringComparison.Ordinal)))
        {
            var subscription = await connection.ConsumeAsync(name, 1_000, delivery => found.Writer.TryWrite(delivery), _ => { });
            for (var i = 0; i < messages; i++)
            {
                var message = (await found.Reader.ReadAsync(limit.Token)).Message;
                dead.Add((message.MessageId, message.Headers.GetValueOrDefault(WireHeaders.Handler)));
            }

            await subscription.StopAsync();
        }

        return dead;
    }

    /// <summary>Other processes tell nobody how far they are: their files and queues are looked at until it is so.</summary>
    private static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await isSo())
        {
            Assert.False(limit.IsCancellationRequested, $"It did not come to this: {what}.");
            await timer.WaitForNextTickAsync();
        }
    }
}
