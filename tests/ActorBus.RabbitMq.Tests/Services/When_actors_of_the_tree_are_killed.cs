using System.Collections.Concurrent;
using ActorBus.RabbitMq.Tests.Support;
using ActorBus.Recovery;
using Akka.Actor;

namespace ActorBus.RabbitMq.Tests.Services;

public sealed class When_actors_of_the_tree_are_killed
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, bool> _handled = new();
    private readonly ConcurrentDictionary<string, bool> _confirmed = new();

    [Fact]
    public async Task Should_send_consume_and_answer_again_whichever_it_was_and_lose_nothing()
    {
        var seed = Random.Shared.Next();
        await using var billing = await RabbitService.StartAsync(
            await Rabbit.OptionsAsync(), options => options.FailurePolicy = FailurePolicy.Default,
            Handle.Command("change", (string body) => { _handled[body] = true; }), Handle.Query("count", (string text) => text.Length));
        Assert.Equal(1, await billing.Bus.AskAsync<int>(billing.Name, "count", "x"));
        using var stop = new CancellationTokenSource();
        var traffic = Enumerable.Range(0, 3).Select(sender => SendAsync(billing, $"{sender}", stop.Token)).ToArray();

        var killed = new List<string>();
        try
        {
            // All but the routees, of which there are many and which are one another's like; in a random order.
            var actors = Actors(billing).Where(one => !one.Path.Name.StartsWith("routee-", StringComparison.Ordinal) || one.Path.Name == "routee-1").ToArray();
            new Random(seed).Shuffle(actors);
            foreach (var path in actors.Select(one => one.Path.ToStringWithoutAddress()))
            {
                if (Actors(billing).FirstOrDefault(one => one.Path.ToStringWithoutAddress() == path) is not { } actor) continue;
                var before = _handled.Count;
                // As a supervisor does with a child that has failed.
                ((IInternalActorRef)actor).Suspend();
                ((IInternalActorRef)actor).Restart(new InvalidOperationException("on purpose"));
                killed.Add(path);
                await WorksAsync(billing, before, path, seed);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(traffic);
        }

        Assert.True(await billing.Service.StopAsync(Soon));
        Assert.Contains(killed, path => path.EndsWith("/consumer/deliveries", StringComparison.Ordinal));
        Assert.Contains(killed, path => path.EndsWith("/publish-connection", StringComparison.Ordinal));
        var lost = _confirmed.Keys.Except(_handled.Keys).Count();
        Assert.True(lost == 0, $"{lost} of {_confirmed.Count} confirmed were lost; the seed was {seed}");
    }

    private static List<IActorRef> Actors(RabbitService billing)
    {
        List<IActorRef> all = [];
        for (var level = new List<IActorRef> { billing.Service.Local.Guardian }; level.Count > 0;)
        {
            all.AddRange(level);
            level = [.. level.SelectMany(parent => ((ActorRefWithCell)parent).Children)];
        }

        return all;
    }

    private async Task WorksAsync(RabbitService billing, int before, string killed, int seed)
    {
        using var limit = new CancellationTokenSource(Soon);
        try
        {
            // What is under way meanwhile may fail, and whoever sent it hears of it.
            while (!await TryAsync(async () => Assert.Equal(3, await billing.Bus.AskAsync<int>(billing.Name, "count", "abc", cancellationToken: limit.Token))))
                limit.Token.ThrowIfCancellationRequested();
            while (_handled.Count <= before + 3) await Task.Delay(5, limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail(
                $"After '{killed}' was killed the service did not work again within {Soon} (seed {seed}): "
                + string.Join("; ", billing.Service.Bridges.Select(one => $"{one.Role} {one.Now}")));
        }
    }

    private async Task SendAsync(RabbitService billing, string sender, CancellationToken stop)
    {
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var body = $"{sender}-{number}";
            if (await TryAsync(() => billing.Bus.SendCommandAsync(billing.Name, "change", body, cancellationToken: stop))) _confirmed[body] = true;
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
