using ActorBus.Distribution;
using ActorBus.InMemory;
using ActorBus.Messages;

namespace ActorBus.Tests.Distribution;

public sealed class When_a_message_is_routed_by_its_type
{
    [Fact]
    public async Task Should_send_a_command_to_the_service_that_owns_its_type()
    {
        await using var broker = new InMemoryBroker();
        var inbox = new Inbox<(ShipOrder Command, MessageContext Context)>();
        await using var shipping = await TestService.StartAsync("shipping", broker, handlers => handlers
            .OnCommand<ShipOrder>(typeof(ShipOrder).FullName!, (command, context) => Put(inbox, (command, context))));
        await using var shop = await TestService.StartAsync("shop", broker, _ => { }, Routed);

        await shop.Bus.SendAsync(new ShipOrder(7), Metadata.Empty.With("tenant", "a"));

        var (received, identity) = await inbox.NextAsync();
        Assert.Equal(new ShipOrder(7), received);
        Assert.Equal("shipping", identity.DestinationService);
        Assert.Equal("a", identity.Metadata.GetString("tenant"));
    }

    [Fact]
    public async Task Should_ask_the_service_that_owns_the_type_under_the_name_of_the_route()
    {
        await using var broker = new InMemoryBroker();
        await using var shipping = await TestService.StartAsync("shipping", broker, handlers => handlers
            .OnQuery<GetParcel>("shipping.getParcel", (query, _) => Task.FromResult<object?>(new Parcel($"parcel of {query.Order}"))));
        await using var shop = await TestService.StartAsync("shop", broker, _ => { }, Routed);

        Assert.Equal(new Parcel("parcel of 7"), await shop.Bus.AskAsync<Parcel>(new GetParcel(7)));
    }

    [Fact]
    public async Task Should_ask_a_named_service_by_the_type()
    {
        await using var broker = new InMemoryBroker();
        await using var shipping = await TestService.StartAsync("shipping", broker, handlers => handlers
            .OnQuery<GetParcel>(typeof(GetParcel).FullName!, (query, _) => Task.FromResult<object?>(new Parcel($"{query.Order}"))));

        Assert.Equal(new Parcel("7"), await shipping.Bus.AskAsync<Parcel>("shipping", new GetParcel(7)));
    }

    [Fact]
    public async Task Should_say_how_to_register_a_type_that_no_service_owns_and_send_nothing()
    {
        await using var broker = new InMemoryBroker();
        await using var shop = await TestService.StartAsync("shop", broker, _ => { }, Routed);

        var command = await Assert.ThrowsAsync<UnknownDestinationException>(() => shop.Bus.SendAsync(new Parcel("x")));
        var query = await Assert.ThrowsAsync<UnknownDestinationException>(() => shop.Bus.AskAsync<string>(new Parcel("x")));

        Assert.Null(command.Destination);
        Assert.Contains("routes.Command<Parcel>()", command.Message, StringComparison.Ordinal);
        Assert.Contains("routes.Query<Parcel>()", query.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_a_query_as_a_command_and_the_other_way_round()
    {
        await using var broker = new InMemoryBroker();
        await using var shop = await TestService.StartAsync("shop", broker, _ => { }, Routed);

        var sent = await Assert.ThrowsAsync<ArgumentException>(() => shop.Bus.SendAsync(new GetParcel(7)));
        var asked = await Assert.ThrowsAsync<ArgumentException>(() => shop.Bus.AskAsync<Parcel>(new ShipOrder(7)));

        Assert.Contains("Ask with AskAsync", sent.Message, StringComparison.Ordinal);
        Assert.Contains("Send it with SendAsync", asked.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_a_text()
    {
        await using var broker = new InMemoryBroker();
        await using var shop = await TestService.StartAsync("shop", broker, _ => { }, Routed);

        await Assert.ThrowsAsync<ArgumentException>(() => shop.Bus.SendAsync("hello"));
        await Assert.ThrowsAsync<ArgumentException>(() => shop.Bus.AskAsync<string>("hello"));
    }

    [Fact]
    public async Task Should_collect_it_in_a_handler_like_any_other_send()
    {
        await using var broker = new InMemoryBroker();
        var inbox = new Inbox<ShipOrder>();
        await using var shipping = await TestService.StartAsync("shipping", broker, handlers => handlers
            .OnCommand<ShipOrder>(typeof(ShipOrder).FullName!, (command, _) => Put(inbox, command)));
        TestService? shop = null;
        await using var running = shop = await TestService.StartAsync(
            "shop", broker, handlers => handlers.OnCommand<string>("order", async (body, _) =>
            {
                await shop!.Bus.SendAsync(new ShipOrder(body == "bad" ? 1 : 2));
                if (body == "bad") throw new InvalidOperationException();
            }), Routed);

        await shop.Bus.SendCommandAsync("shop", "order", "bad");
        await shop.Bus.SendCommandAsync("shop", "order", "good");

        Assert.Equal(new ShipOrder(2), await inbox.NextAsync());
        Assert.Equal(0, inbox.Waiting);
    }

    [Fact]
    public void Should_report_routes_that_contradict_each_other_or_name_no_service()
    {
        var options = new DistributionOptions { ServiceName = "shop" };
        options.RouteTo("shipping", routes => routes.Command<ShipOrder>().Command<ShipOrder>());
        Assert.Empty(options.Faults());

        options.RouteTo("billing", routes => routes.Command<ShipOrder>().Command<string>().Query<Parcel>(" "));
        options.RouteTo("bad name", routes => routes.Query<GetParcel>());

        var faults = options.Faults();
        Assert.Equal(4, faults.Count);
        Assert.Contains("routed as a command", faults[0], StringComparison.Ordinal);
        Assert.Contains("'shipping' already", faults[0], StringComparison.Ordinal);
        Assert.Contains("Strings", faults[1], StringComparison.Ordinal);
        Assert.Contains("empty routing key", faults[2], StringComparison.Ordinal);
        Assert.Contains("'bad name'", faults[3], StringComparison.Ordinal);
    }

    private static void Routed(DistributionOptions options) =>
        options.RouteTo("shipping", routes => routes.Command<ShipOrder>().Query<GetParcel>("shipping.getParcel"));

    private static Task Put<T>(Inbox<T> inbox, T message)
    {
        inbox.Add(message);
        return Task.CompletedTask;
    }

    public sealed record ShipOrder(int Order);

    public sealed record GetParcel(int Order);

    public sealed record Parcel(string Content);
}
