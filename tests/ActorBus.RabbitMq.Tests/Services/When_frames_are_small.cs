using System.Text;
using ActorBus.Distribution;
using ActorBus.Distribution.Profiles;
using ActorBus.Messages;
using ActorBus.RabbitMq.Tests.Support;
using ActorBus.Recovery;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Tests.Services;

/// <summary>AMQP carries properties and headers in one frame, and a broker may take smaller frames than others.</summary>
public sealed class When_frames_are_small(When_frames_are_small.SmallFrames small) : IClassFixture<When_frames_are_small.SmallFrames>
{
    [Theory]
    [InlineData(7_000, true)]
    [InlineData(8_100, false)]
    public async Task Should_refuse_before_the_wire_what_does_not_fit_and_keep_the_connection(int bytes, bool fits)
    {
        var handled = new Inbox<string>();
        await using var billing = await RabbitService.StartAsync(
            Rabbit.OptionsFor(small.Node), null, Handle.Command("take", (string body) => handled.Add(body)));
        var losses = 0;
        foreach (var status in billing.Service.Bridges) status.Changed += now => losses += now.Health == BridgeHealth.Open ? 0 : 1;

        var sending = billing.Bus.SendCommandAsync(billing.Name, "take", "large", metadata: Metadata.Empty.With("large", new string('x', bytes)));
        if (fits)
        {
            await sending;
            Assert.Equal("large", await handled.NextAsync());
        }
        else
        {
            var error = await Assert.ThrowsAsync<DeliveryFailedException>(() => sending);
            Assert.Contains("frame_max", error.Message, StringComparison.Ordinal);
            Assert.Contains("8128", error.Message, StringComparison.Ordinal);
        }

        await billing.SendAsync("take", "small");
        Assert.Equal("small", await handled.NextAsync());
        Assert.Equal(0, losses);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_shorten_what_it_stores_of_a_foreign_message_and_go_on(bool withDelay)
    {
        var handled = new Inbox<string>();
        await using var billing = await RabbitService.StartAsync(
            Rabbit.OptionsFor(small.Node),
            options => options.FailurePolicy = new FailurePolicy { ImmediateRetries = 0, DelayedRetries = withDelay ? [TimeSpan.FromMilliseconds(10)] : [] },
            Handle.Command("take", (string body, MessageContext context) =>
            {
                handled.Add($"{body} {context.Attempt} {context.Metadata.GetString("large")?.Length ?? 0}");
                if (body == "foreign") throw new InvalidOperationException("on purpose");
            }));

        await AmqpAdmin.PublishAsync(Rabbit.OptionsFor(small.Node), billing.Name, new BasicProperties
        {
            Type = "take",
            ContentType = "text/plain",
            Headers = new Dictionary<string, object?> { [WireHeaders.Kind] = "command", ["large"] = new string('x', 7_900), ["user"] = "kept" },
        }, Encoding.UTF8.GetBytes("foreign"));

        var dead = await billing.NextDeadLetterAsync();
        Assert.Equal("foreign 1 7900", await handled.NextAsync());
        if (withDelay) Assert.Equal("foreign 2 0", await handled.NextAsync());
        Assert.EndsWith("large", (string)dead.Headers[WireHeaders.HeadersCut], StringComparison.Ordinal);
        Assert.Equal(("kept", "foreign"), (dead.Headers["user"], Encoding.UTF8.GetString(dead.Body.Span)));
        await billing.SendAsync("take", "next");
        Assert.Equal("next 1 0", await handled.NextAsync());
        Assert.True(await billing.Service.StopAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(0, await billing.CountAsync(billing.Name));
    }

    /// <summary>A node that takes frames of 8 KiB.</summary>
    public sealed class SmallFrames : IAsyncLifetime
    {
        internal RabbitMqNode Node { get; private set; } = null!;

        public async Task InitializeAsync() => Node = await RabbitMqNode.StartNewAsync("frame_max = 8192");

        public async Task DisposeAsync() => await Node.DisposeAsync();
    }
}
