using ActorBus.Hosting.Tests.Support;
using ActorBus.RabbitMq;

namespace ActorBus.Hosting.Tests;

public sealed class When_a_host_is_configured_wrongly
{
    [Fact]
    public async Task Should_report_all_faults_of_all_services_together_with_their_paths()
    {
        var builder = TestHost.New(
            ("ActorBus:Distribution:SendTimeout", "soon"),
            ("ActorBus:Distribution:SendTimout", "10s"),
            ("ActorBus:Recovery:Action", "pray"),
            ("ActorBus:Handlers:nobody:Concurrency", "3"),
            ("ActorBus:Services:warehouse:Distribution:Prefetch", "3"),
            ("ActorBus:RabbitMq:Uri", "http://user:secret@host"));
        builder.AddActorBus("shop", bus => bus.AddHocon("actorbus.distribution.prefetch = many").UseRabbitMq());
        builder.AddActorBus("no name", bus => bus
            .OnCommand("twice", (string one) => { }, new() { Name = "first" })
            .OnCommand("twice", (string one) => { }, new() { Name = "second" })
            .ConfigureDistribution(options => options with { DrainTimeout = TimeSpan.Zero }));
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<BusConfigurationException>(() => host.StartAsync());

        string[] expected =
        [
            "ActorBus:Distribution:SendTimeout is not a duration", "ActorBus:Distribution:SendTimout: there is no such setting",
            "ActorBus:Recovery:Action is not one of", "there is no handler 'nobody'", "ActorBus:Services:warehouse: this host has no such service",
            "The broker's URI does not begin with amqp://", "actorbus.distribution.prefetch is not a whole number",
            "'no name' cannot name a service", "Command 'twice' has 2 handlers", "DrainTimeout is 00:00:00",
        ];
        Assert.All(expected, fault => Assert.Contains(fault, error.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_leave_settings_of_a_broker_that_is_not_in_use_alone()
    {
        var builder = TestHost.New(("ActorBus:RabbitMq:Uri", "amqp://host"));
        builder.AddActorBus("shop");
        using var host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();
    }
}
