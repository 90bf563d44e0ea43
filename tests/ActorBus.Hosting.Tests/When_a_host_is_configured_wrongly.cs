using ActorBus.Hosting.Tests.Support;
using ActorBus.RabbitMq;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

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
            .ConfigureDistribution(options => options.DrainTimeout = TimeSpan.Zero));
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<BusConfigurationException>(() => host.StartAsync());

        string[] expected =
        [
            "ActorBus:Distribution:SendTimeout is not a duration", "ActorBus:Distribution:SendTimout: there is no such setting; the nearest is 'SendTimeout'",
            "ActorBus:Recovery:Action is not one of", "there is no handler 'nobody'", "ActorBus:Services:warehouse: this host has no such service",
            "ActorBus:RabbitMq:Uri: The broker's URI does not begin with amqp://", "Service 'shop': actorbus.distribution.prefetch is not a whole number",
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

    [Fact]
    public void Should_report_faults_of_two_services_in_one_exception()
    {
        var error = Assert.Throws<BusConfigurationException>(() => Composed.Services(
            configuration => configuration.AddInMemoryCollection(
            [
                new("ActorBus:Distribution:SendTimeout", "soon"), new("ActorBus:Services:billing:Distribution:Prefetch", "0"),
                new("ActorBus:Services:shop:Buses:audit:Router:Routs:a", "b"),
            ]),
            host => host.AddActorBus("billing").AddActorBus("shop")));

        Assert.StartsWith("The buses cannot be started, 4 settings are wrong:\n- ", error.Message, StringComparison.Ordinal);
        Assert.Equal(
            [
                "ActorBus:Distribution:SendTimeout is not a duration above zero such as 500ms, 30s or 00:00:30: 'soon'.",
                "ActorBus:Services:billing:Distribution:Prefetch: Prefetch is 0. Use 1 to 65535, or leave it out.",
                "ActorBus:Services:shop:Buses:audit:Kind: bus 'audit' has no kind. Use command, event or query.",
                "ActorBus:Services:shop:Buses:audit:Router:Routs: there is no such setting; the nearest is 'Routes'. Remove or correct it.",
            ],
            error.Faults.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Distribution:Limits:MaxBodyBytes", "4 MB!", "ActorBus:Distribution:Limits:MaxBodyBytes is not a size from 1 byte to 2 GiB such as 16KiB or 4MiB: '4 MB!'.")]
    [InlineData("Distribution:Limits:MaxHeaders", "0", "ActorBus:Distribution:Limits:MaxHeaders: Limits.MaxHeaders is 0. Use 1 or more.")]
    [InlineData("Distribution:Consume", "perhaps", "ActorBus:Distribution:Consume is not true or false: 'perhaps'.")]
    [InlineData("Distribution:Profile", "php", "ActorBus:Distribution:Profile is not one of actorbus, ecotone, pigeon: 'php'.")]
    [InlineData("Distribution:SendTimeout:0", "1s", "ActorBus:Distribution:SendTimeout is not a duration above zero such as 500ms, 30s or 00:00:30: it is a list of 1.")]
    [InlineData("Distribution:SendTimeout", "infinite", "ActorBus:Distribution:SendTimeout: SendTimeout is infinite. Use more than nothing and at most 24 days.")]
    [InlineData("Distribution:AllowedSources:first", "shop", "ActorBus:Distribution:AllowedSources is a list, and has options instead. Write its items, as a list or with commas between them.")]
    [InlineData("Recovery:DelayedRetries", "1s, soon, later", "ActorBus:Recovery:DelayedRetries has 'soon', 'later'; each item must be a duration above zero such as 500ms, 30s or 00:00:30.")]
    [InlineData("Distribution", "everything", "ActorBus:Distribution is a group of options, and has a text instead. Write the options below it.")]
    [InlineData("Distribution:Limits:ServiceName", "other", "ActorBus:Distribution:Limits:ServiceName: there is no such setting; there is 'MaxBodyBytes', 'MaxHeaders', 'MaxHeaderBytes', 'MaxNameBytes'. Remove or correct it.")]
    [InlineData("Distribution:Sent-Timeout", "1s", "ActorBus:Distribution:Sent-Timeout: there is no such setting; the nearest is 'SendTimeout'. Remove or correct it.")]
    [InlineData("Handlers:order:Concurrency", "0", "ActorBus:Handlers:order:Concurrency: it is 0. Use 1 or more, or leave it out.")]
    [InlineData("Handlers:order:Recovery:JitterPercent", "101", "ActorBus:Handlers:order:Recovery:JitterPercent: JitterPercent is 101. Use 0 to 100.")]
    [InlineData("Buses:no/path:Kind", "event", "ActorBus:Buses:no/path: this name cannot be part of an actor path. Use letters, digits and hyphens.")]
    public void Should_say_what_is_wrong_with_each_option_and_where(string key, string value, string expected)
    {
        var error = Assert.Throws<BusConfigurationException>(() => Composed.Service([($"ActorBus:{key}", value)], bus => bus.OnCommand("order", (string _) => { })));

        Assert.Equal(expected, Assert.Single(error.Faults));
        Assert.StartsWith("The buses cannot be started, 1 setting is wrong:\n- ActorBus:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_report_an_option_in_two_spellings() => Assert.Contains(
        "'SendTimeout' is there in another spelling too",
        Assert.Throws<BusConfigurationException>(() => Composed.Service([("ActorBus:Distribution:SendTimeout", "1s"), ("ActorBus:Distribution:Send-Timeout", "2s")])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Should_take_what_is_said_of_a_handler_for_that_of_another_service_unless_one_alone_is_told()
    {
        Composed.Services(configuration => configuration.AddInMemoryCollection([new("ActorBus:Handlers:order:Concurrency", "3")]), Add);
        var error = Assert.Throws<BusConfigurationException>(() => Composed.Services(
            configuration => configuration.AddInMemoryCollection([new("ActorBus:Services:shop:Handlers:order:Concurrency", "3")]), Add));

        Assert.StartsWith("ActorBus:Services:shop:Handlers:order: there is no handler 'order'", Assert.Single(error.Faults), StringComparison.Ordinal);

        static void Add(IServiceCollection host) => host.AddActorBus("billing", bus => bus.OnCommand("order", (string _) => { })).AddActorBus("shop");
    }

    [Fact]
    public void Should_blame_code_and_not_configuration_for_what_code_made_wrong() => Assert.Equal(
        "Service 'billing': Prefetch is 0. Use 1 to 65535, or leave it out.",
        Assert.Single(Assert.Throws<BusConfigurationException>(
            () => Composed.Service([("ActorBus:Distribution:Prefetch", "7")], bus => bus.ConfigureDistribution(options => options.Prefetch = 0))).Faults));

    [Fact]
    public void Should_report_HOCON_that_configuration_cannot_hold() => Assert.StartsWith(
        "Service 'billing': actorbus.buses.c.router.routes.Place: 'actorbus.buses.c.router.routes.place' is the same key",
        Assert.Single(Assert.Throws<BusConfigurationException>(
            () => Composed.Service([], bus => bus.AddHocon("actorbus.buses.c.router.routes { place = one, Place = two }"))).Faults),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("ConnectionStrings:rabbitmq", "ConnectionStrings:rabbitmq")]
    [InlineData("ActorBus:RabbitMq:Uri", "ActorBus:RabbitMq:Uri")]
    [InlineData("ConnectionStrings:partners", "ConnectionStrings:partners")]
    [InlineData("ActorBus:Brokers:partners:RabbitMq:Uri", "ActorBus:Brokers:partners:RabbitMq:Uri")]
    public void Should_report_a_bad_address_under_the_name_where_it_was_written_without_repeating_it(string key, string place)
    {
        var error = Assert.Throws<BusConfigurationException>(() => Composed.Service(
            [(key, "http://user:canary@host")], bus => bus.UseRabbitMq().AddBroker("partners", broker => broker.UseRabbitMq())));

        Assert.StartsWith($"{place}: The broker's URI does not begin with amqp:// or amqps://", Assert.Single(error.Faults), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ActorBus:RabbitMq", "amqp://user:canary@host", "is a group of options")]
    [InlineData("ActorBus:RabbitMq:Password:0", "canary", "it is a list of 1")]
    [InlineData("ActorBus:RabbitMq:Passwort", "canary", "the nearest is 'Password'")]
    public void Should_not_repeat_a_password_that_stands_in_a_wrong_place(string key, string value, string expected)
    {
        var error = Assert.Throws<BusConfigurationException>(() => Composed.Service([(key, value)], bus => bus.UseRabbitMq()));

        Assert.Contains(expected, Assert.Single(error.Faults), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authorities", "ca.pem")]
    [InlineData("ClientCertificate", "client.pfx")]
    [InlineData("ServerName", "broker.test")]
    public void Should_report_certificates_for_a_connection_that_would_not_be_encrypted(string option, string value)
    {
        (string, string) tls = ($"ActorBus:RabbitMq:Tls:{option}", value);

        var error = Assert.Throws<BusConfigurationException>(() => Composed.Service([tls, ("ActorBus:RabbitMq:Uri", "amqp://host")], bus => bus.UseRabbitMq()));

        Assert.Contains(error.Faults, fault => fault.StartsWith("ActorBus:RabbitMq:Tls: Tls is configured, but the connection would not be encrypted", StringComparison.Ordinal));
    }
}
