using System.Collections.Concurrent;
using ActorBus.InMemory;
using ActorBus.Recovery;
using Akka.Actor;

namespace ActorBus.Tests.Distribution;

public sealed class When_actors_of_the_tree_are_killed
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly InMemoryBroker _broker = new();
    private readonly ConcurrentDictionary<string, bool> _handled = new();
    private readonly ConcurrentDictionary<string, bool> _confirmed = new();

    [Fact]
    public async Task Should_send_consume_and_answer_again_whichever_it_was_and_lose_nothing()
    {
        await using var billing = await TestService.StartAsync("billing", _broker, handlers => handlers
            .OnCommand<string>("change", (body, _) =>
            {
                _handled[body] = true;
                return Task.CompletedTask;
            }, new FailurePolicy())
            .OnQuery<string>("count", (text, _) => Task.FromResult<object?>(text.Length)));
        await billing.Bus.AskAsync<int>("billing", "count", "x");
        using var stop = new CancellationTokenSource();
        var traffic = Enumerable.Range(0, 3).Select(sender => SendAsync(billing, $"{sender}", stop.Token)).ToArray();

        var killed = new List<string>();
        try
        {
            foreach (var path in Actors(billing).Select(one => one.Path.ToStringWithoutAddress()).ToArray())
            {
                // What is below one that was restarted may have been made anew.
                if (Actors(billing).FirstOrDefault(one => one.Path.ToStringWithoutAddress() == path) is not { } actor) continue;
                var before = _handled.Count;
                // As a supervisor does with a child that has failed.
                ((IInternalActorRef)actor).Suspend();
                ((IInternalActorRef)actor).Restart(new InvalidOperationException("on purpose"));
                killed.Add(path);
                await WorksAsync(billing, before, killed[^1]);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(traffic);
        }

        Assert.True(await billing.Service.StopAsync(Soon));
        Assert.Contains(killed, path => path.EndsWith("/distributed-bus/bridge-billing/consumer/deliveries", StringComparison.Ordinal));
        Assert.Contains(killed, path => path.EndsWith("/distributed-bus/consume-connection", StringComparison.Ordinal));
        Assert.True(killed.Count > 30, string.Join('\n', killed));
        Assert.Empty(_confirmed.Keys.Except(_handled.Keys));
    }

    private static List<IActorRef> Actors(TestService billing)
    {
        List<IActorRef> all = [];
        for (var level = new List<IActorRef> { billing.Service.Local.Guardian }; level.Count > 0;)
        {
            all.AddRange(level);
            List<IActorRef> next = [];
            foreach (var parent in level) next.AddRange(Children(parent));
            level = next;
        }

        return all;
    }

    private static IEnumerable<IActorRef> Children(IActorRef parent) => ((ActorRefWithCell)parent).Children;

    private async Task WorksAsync(TestService billing, int before, string killed)
    {
        using var limit = new CancellationTokenSource(Soon);
        try
        {
            // What is under way meanwhile may fail, and whoever sent it hears of it.
            while (!await TryAsync(async () => Assert.Equal(3, await billing.Bus.AskAsync<int>("billing", "count", "abc", cancellationToken: limit.Token).WaitAsync(limit.Token))))
                limit.Token.ThrowIfCancellationRequested();
            while (_handled.Count <= before + 3) await Task.Delay(5, limit.Token);
            while (!await TryAsync(() => billing.Service.Local.Commands.DispatchAsync("change", limit.Token).WaitAsync(limit.Token)))
                limit.Token.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"After '{killed}' was killed the service did not work again within {Soon}: {string.Join("; ", billing.Service.Bridges.Select(one => $"{one.Role} {one.Now}"))}.");
        }
    }

    private async Task SendAsync(TestService billing, string sender, CancellationToken stop)
    {
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var body = $"{sender}-{number}";
            if (await TryAsync(() => billing.Bus.SendCommandAsync("billing", "change", body, cancellationToken: stop))) _confirmed[body] = true;
            await Task.Delay(1, CancellationToken.None);
        }
    }

    private static async Task<bool> TryAsync(Func<Task> send)
    {
        try
        {
            await send();
            return true;
        }
        catch (Exception error) when (error is ActorBusException or TimeoutException or AskTimeoutException or OperationCanceledException)
        {
            return false;
        }
    }
}
