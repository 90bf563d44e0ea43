namespace ActorBus.Brokers.Contract;

public abstract class When_examining(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public async Task Should_find_what_is_missing_and_make_nothing()
    {
        var client = await ConnectAsync();

        Assert.Equal([TopologyState.Missing, TopologyState.Missing, TopologyState.Missing], await StatesAsync(client, Wanted(), compare: true));
        Assert.Equal([TopologyState.Missing, TopologyState.Missing, TopologyState.Missing], await StatesAsync(client, Wanted(), compare: false));

        Assert.Null(await client.InspectAsync(Unique("queue")));
    }

    [Fact]
    public async Task Should_find_what_is_there_as_it_is_wanted()
    {
        var client = await ConnectAsync();
        await client.DeclareAsync(Wanted());

        var states = await StatesAsync(client, Wanted(), compare: true);

        Assert.Equal([TopologyState.Present, TopologyState.Present], states[..2]);
        // AMQP does not tell bindings; who can, does.
        Assert.Contains(states[2], (TopologyState[])[TopologyState.Present, TopologyState.Unknown]);
    }

    [Fact]
    public async Task Should_name_every_argument_that_differs_and_change_nothing()
    {
        var client = await ConnectAsync();
        var there = Wanted() with
        {
            Exchanges = [new(Unique("exchange"), ExchangeKind.Fanout)],
            Queues = [new(Unique("queue")) { DeliveryLimit = 7, MaxLength = 100 }],
        };
        await client.DeclareAsync(there);

        var findings = await client.Connection.ExamineAsync(Wanted(), compare: true).WaitAsync(Fixture.Deadline);

        Assert.Equal(TopologyState.Different, findings[0].State);
        Assert.Equal(TopologyState.Different, findings[1].State);
        Assert.Contains("7", findings[1].Details);
        Assert.Contains("5", findings[1].Details);
        Assert.Contains("100", findings[1].Details);
        Assert.All(await StatesAsync(client, there with { Bindings = [] }, compare: true), state => Assert.Equal(TopologyState.Present, state));
        Assert.All(await StatesAsync(client, Wanted() with { Bindings = [] }, compare: false), state => Assert.Equal(TopologyState.Present, state));
        Assert.True(client.Connection.IsOpen);
    }

    [Fact]
    public async Task Should_keep_what_waits_in_a_queue()
    {
        var client = await ConnectAsync();
        await client.DeclareAsync(Wanted());
        await client.FillAsync(Unique("queue"), "there");

        await StatesAsync(client, Wanted(), compare: true);

        await client.WaitForReadyAsync(Unique("queue"), 1);
    }

    private Topology Wanted() => new()
    {
        Exchanges = [new(Unique("exchange"), ExchangeKind.Topic)],
        Queues = [new(Unique("queue")) { DeliveryLimit = 5 }],
        Bindings = [new(Unique("exchange"), Unique("queue"), "a.*")],
    };

    private async Task<TopologyState[]> StatesAsync(ContractClient client, Topology topology, bool compare) =>
        [.. (await client.Connection.ExamineAsync(topology, compare).WaitAsync(Fixture.Deadline)).Select(finding => finding.State)];
}
