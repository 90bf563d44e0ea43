using System.Diagnostics;
using System.Text;
using ActorBus.Distribution;
using ActorBus.Distribution.Profiles;
using ActorBus.RabbitMq.Tests.Support;
using ActorBus.Recovery;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Tests.Services;

public sealed class When_a_handler_fails
{
    [Fact]
    public async Task Should_try_as_often_as_said_and_leave_one_dead_letter_and_an_empty_queue()
    {
        var attempts = new Inbox<int>();
        await using var billing = await RabbitService.StartAsync(
            await Rabbit.OptionsAsync(),
            options => options.FailurePolicy = new FailurePolicy { ImmediateRetries = 1, DelayedRetries = [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(50)], JitterPercent = 50 },
            Handle.Command("fail", (string body, Messages.MessageContext context) =>
            {
                attempts.Add(context.Attempt);
                throw new InvalidOperationException("on purpose");
            }));

        await billing.SendAsync("fail");

        var dead = await billing.NextDeadLetterAsync();
        for (var attempt = 1; attempt <= 6; attempt++) Assert.Equal(attempt, await attempts.NextAsync());
        Assert.Equal(0, attempts.Waiting);
        Assert.Equal(
            (nameof(DeadLetterReason.RetriesExhausted), "fail", 6L, typeof(InvalidOperationException).FullName),
            (dead.Headers[WireHeaders.FailureReason], dead.Headers[WireHeaders.Handler], dead.Headers[WireHeaders.Attempts], dead.Headers[WireHeaders.ExceptionType]));
        Assert.Equal((0L, 0L), (await billing.CountAsync(billing.Name), await billing.CountAsync($"{billing.Name}.dead-letters")));
    }

    [Fact]
    public async Task Should_count_what_was_given_back_and_own_the_limit()
    {
        var attempts = new Inbox<int>();
        await using var billing = await RabbitService.StartAsync(
            await Rabbit.OptionsAsync(),
            options => { options.DeliveryLimit = 2; options.FailurePolicy = new FailurePolicy { Action = FailureAction.Requeue }; },
            Handle.Command("fail", (string body, Messages.MessageContext context) =>
            {
                attempts.Add(context.Attempt);
                throw new InvalidOperationException("on purpose");
            }));

        await billing.SendAsync("fail");

        var dead = await billing.NextDeadLetterAsync();
        for (var attempt = 1; attempt <= 3; attempt++) Assert.Equal(attempt, await attempts.NextAsync());
        Assert.Equal(("fail", 3L), (dead.Headers[WireHeaders.Handler], dead.Headers[WireHeaders.Attempts]));
    }

    [Fact]
    public async Task Should_stop_the_service_from_inside_without_waiting_for_itself()
    {
        var handled = new Inbox<string>();
        RabbitService? billing = null;
        billing = await RabbitService.StartAsync(await Rabbit.OptionsAsync(), null, Handle.Command("stop", async (string body) =>
        {
            Assert.False(await billing!.Service.StopAsync(TimeSpan.FromMinutes(10)));
            handled.Add(body);
        }));
        await using (billing)
        {
            await billing.SendAsync("stop");

            Assert.Equal("body", await handled.NextAsync());
            Assert.True(await billing.Service.StopAsync(TimeSpan.FromSeconds(30)).WaitAsync(Rabbit.Patience));
            Assert.Equal(0, await billing.CountAsync(billing.Name));
        }
    }

    [Fact]
    public async Task Should_hold_a_message_no_shorter_than_said_and_not_behind_a_longer_one()
    {
        var handled = new Inbox<string>();
        await using var billing = await RabbitService.StartAsync(
            await Rabbit.OptionsAsync(), null, Handle.Command("late", (string body) => handled.Add(body)));
        await billing.Bus.With(new SendOptions { Delay = TimeSpan.FromMinutes(10) }).SendCommandAsync(billing.Name, "late", "long");
        var started = Stopwatch.GetTimestamp();

        await billing.Bus.With(new SendOptions { Delay = TimeSpan.FromMilliseconds(700) }).SendCommandAsync(billing.Name, "late", "short");

        Assert.Equal("short", await handled.NextAsync());
        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(700));
    }

    [Theory]
    [InlineData("{\"cut", "command", "take", DeadLetterReason.Undecodable)]
    [InlineData("{}", "command", "xyz", DeadLetterReason.NoHandler)]
    [InlineData("{}", "rumour", "take", DeadLetterReason.UnknownKind)]
    public async Task Should_keep_what_it_cannot_take_as_it_came_and_go_on(string body, string kind, string type, DeadLetterReason reason)
    {
        var handled = new Inbox<Order>();
        await using var billing = await RabbitService.StartAsync(
            await Rabbit.OptionsAsync(), null, Handle.Command("take", (Order order) => handled.Add(order)));

        await SendForeignAsync(billing, body, kind, type);
        await SendForeignAsync(billing, """{"id":7}""", "command", "take");

        Assert.Equal(7, (await handled.NextAsync()).Id);
        var dead = await billing.NextDeadLetterAsync();
        Assert.Equal(
            (body, reason.ToString(), "kept"),
            (Encoding.UTF8.GetString(dead.Body.Span), dead.Headers[WireHeaders.FailureReason], dead.Headers["user"]));
    }

    [Fact]
    public async Task Should_not_believe_a_publisher_that_counts_deliveries()
    {
        var attempts = new Inbox<int>();
        await using var billing = await RabbitService.StartAsync(
            await Rabbit.OptionsAsync(), options => options.FailurePolicy = new FailurePolicy { ImmediateRetries = 1, DelayedRetries = [] },
            Handle.Command("take", (string body, Messages.MessageContext context) =>
            {
                attempts.Add(context.Attempt);
                if (context.Attempt == 1) throw new InvalidOperationException("once");
            }));
        var forged = Properties("command", "take");
        forged.ContentType = "text/plain";
        forged.Headers!["x-delivery-count"] = 1_000L;

        await AmqpAdmin.PublishAsync(billing.Name, forged, "body"u8.ToArray());

        Assert.Equal(1, await attempts.NextAsync());
        Assert.Equal(2, await attempts.NextAsync());
    }

    [Theory]
    [InlineData(WireProfile.ActorBus, "")]
    [InlineData(WireProfile.Ecotone, "distributed_")]
    public async Task Should_move_a_foreign_body_of_70_megabytes_aside_and_go_on(WireProfile profile, string prefix)
    {
        var handled = new Inbox<Order>();
        await using var billing = await RabbitService.StartAsync(
            await Rabbit.OptionsAsync(), options => options.Profile = profile, Handle.Command("take", (Order order) => handled.Add(order)));

        await AmqpAdmin.PublishAsync(prefix + billing.Name, Properties("command", "take"), new byte[70_000_000]);
        await billing.Bus.SendCommandAsync(billing.Name, "take", """{"id":7}""", "application/json");

        Assert.Equal(7, (await handled.NextAsync()).Id);
        var dead = await billing.NextDeadLetterAsync();
        Assert.Equal((70_000_000, nameof(DeadLetterReason.TooLarge)), (dead.Body.Length, dead.Headers[WireHeaders.FailureReason]));
    }

    private static Task SendForeignAsync(RabbitService service, string body, string kind, string type) =>
        AmqpAdmin.PublishAsync(service.Name, Properties(kind, type), Encoding.UTF8.GetBytes(body));

    private static BasicProperties Properties(string kind, string type) => new()
    {
        Type = type,
        ContentType = "application/json",
        Headers = new Dictionary<string, object?> { [WireHeaders.Kind] = kind, ["user"] = "kept" },
    };

    private sealed record Order(int Id);
}
