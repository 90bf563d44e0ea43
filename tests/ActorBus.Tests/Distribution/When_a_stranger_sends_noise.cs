using System.Text;
using ActorBus.Brokers;
using ActorBus.Distribution.Profiles;
using ActorBus.InMemory;
using ActorBus.Recovery;

namespace ActorBus.Tests.Distribution;

/// <summary>Bodies and headers from a seeded generator; the seed of a failure is in its name.</summary>
public sealed class When_a_stranger_sends_noise
{
    private const string Good = """{"Id":7,"Name":"grüße","Lines":[{"Sku":"a","Count":1},{"Sku":"b","Count":2}]}""";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Should_handle_it_or_set_it_aside_as_it_came_and_go_on(int seed)
    {
        var random = new Random(seed);
        await using var broker = new InMemoryBroker();
        var handled = new Inbox<int>();
        await using var billing = await TestService.StartAsync(
            "billing", broker,
            handlers => handlers.On(Handle.Command("take", (Order order, [Header("number")] int? number) => handled.Add(order.Id))),
            options => { options.Prefetch = 1; options.FailurePolicy = new FailurePolicy { ImmediateRetries = 3, DelayedRetries = [TimeSpan.FromMinutes(10)] }; });
        var sent = Enumerable.Range(0, 400).Select(i => Noise(random, $"{i}")).ToArray();

        foreach (var message in sent) await billing.PublishRawAsync(message);
        await billing.Bus.SendCommandAsync("billing", "take", """{"Id":-1}""", "application/json");

        var good = 0;
        while (await handled.NextAsync() is var id && id != -1) good++;
        await broker.Control.WaitUntilIdleAsync();
        var dead = await broker.Control.PeekAsync("billing.dead-letters", sent.Length);
        Assert.Equal(sent.Length, good + dead.Count);
        var originals = sent.ToDictionary(message => message.MessageId!);
        Assert.All(dead, letter =>
        {
            Assert.Equal(nameof(DeadLetterReason.Undecodable), letter.Message.Headers[WireHeaders.FailureReason]);
            Assert.Equal(originals[letter.Message.MessageId!].Body.ToArray(), letter.Message.Body.ToArray());
            Assert.Equal(1L, letter.Message.Headers[WireHeaders.Attempts]);
        });
        Assert.InRange(dead.Count, 1, sent.Length - 1);
    }

    private static BrokerMessage Noise(Random random, string id)
    {
        var headers = new Dictionary<string, object> { [WireHeaders.Kind] = "command" };
        if (random.Next(4) == 0) headers["number"] = Value(random);
        return new BrokerMessage { Body = Body(random), Type = "take", ContentType = "application/json", MessageId = id, Headers = headers };
    }

    private static object Value(Random random) => random.Next(7) switch
    {
        0 => "5",
        1 => "five",
        2 => long.MaxValue,
        3 => new byte[] { 0xff, 0xfe },
        4 => new object[] { "a", 1L },
        5 => new Dictionary<string, object> { ["inner"] = 1L },
        _ => 0.5,
    };

    private static byte[] Body(Random random)
    {
        var body = Encoding.UTF8.GetBytes(Good);
        switch (random.Next(6))
        {
            case 0:
                return body;
            case 1:
                return body[..random.Next(body.Length)];
            case 2:
                for (var i = random.Next(1, 8); i > 0; i--) body[random.Next(body.Length)] = (byte)random.Next(256);
                return body;
            case 3:
                return Encoding.ASCII.GetBytes(new string('[', random.Next(1, 20_000)));
            case 4:
                return [];
            default:
                var noise = new byte[random.Next(1, 200)];
                random.NextBytes(noise);
                return noise;
        }
    }

    private sealed record Line(string Sku, int Count);

    private sealed record Order(int Id, string? Name = null, Line[]? Lines = null);
}
