using ActorBus.Clustering.Tests.Support;
using ActorBus.Hosting;
using Akka;
using Akka.Actor;
using Akka.Event;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Clustering.Tests;

public sealed class AkkaConfigurationBuilderExtensionsTests
{
    [Fact]
    public async Task WithActorBus_InAddAkka_RegistersTheBusesAsRequiredActors()
    {
        var counter = new Counter("here");
        using var host = await StartAsync(akka => akka.WithActorBus(counter.Register));

        var answer = await host.Required<CommandBus>().Ask<object>(new AddOne(3), Nodes.Limit);
        var total = await host.Required<QueryBus>().Ask<Total>(new GetTotal(), Nodes.Limit);

        Assert.IsType<Status.Success>(answer);
        Assert.Equal(new Total(3, "here"), total);
        Assert.StartsWith("/user/actorbus/event-bus", host.Required<EventBus>().Path.ToStringWithoutAddress(), StringComparison.Ordinal);
        await host.StopAsync();
    }

    [Fact]
    public async Task WithActorBus_BesideAddActorBus_SharesTheActorSystemAndTheBuses()
    {
        var builder = Nodes.Builder();
        var counter = new Counter("here");
        builder.AddActorBus("billing", counter.Register);
        builder.Services.AddAkka("billing", (akka, _) => akka.WithActorBus());
        using var host = builder.Build();
        await host.StartAsync();

        Assert.Equal(host.Services.GetRequiredService<ICommandBus>().Actor, host.Required<CommandBus>());
        await host.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("billing", new AddOne(4));
        Assert.Equal(4, await counter.NextAsync());
        Assert.Equal("billing", host.Services.GetRequiredService<ActorSystem>().Name);
        await host.StopAsync();
    }

    [Fact]
    public async Task WithActorBus_OfAServiceThatTheHostDescribes_IsRefused()
    {
        var logs = new RecordedLogs();
        var builder = Nodes.Builder(logs);
        builder.AddActorBus("billing");
        builder.Services.AddAkka("billing", (akka, _) => akka.WithActorBus("billing", _ => { }).WithActorBus("unknown"));
        using var host = builder.Build();

        var error = await RefusalAsync(() => host.StartAsync(), logs);

        Assert.Contains("Service 'billing' is described by WithActorBus", error.Message, StringComparison.Ordinal);
        Assert.Contains("Service 'unknown' is not among those", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithActorBus_ReadsSettingsFromTheHoconOfTheActorSystem()
    {
        using var host = await StartAsync(akka =>
        {
            akka.AddHocon("actorbus.dispatch.timeout = 1h", HoconAddMode.Prepend);
            akka.WithActorBus();
        });
        var config = host.Services.GetRequiredService<ActorSystem>().Settings.Config;

        Assert.Equal(TimeSpan.FromHours(1), config.GetTimeSpan("actorbus.dispatch.timeout"));
        Assert.Equal("actorbus-consumer", config.GetString("actorbus.cluster.role"));
        Assert.Equal(TimeSpan.FromSeconds(30), config.GetTimeSpan("actorbus.distribution.drain-timeout"));
        Assert.True(CoordinatedShutdown.Get(host.Services.GetRequiredService<ActorSystem>()).Timeout(CoordinatedShutdown.PhaseBeforeServiceUnbind) > TimeSpan.FromSeconds(30));
        await host.StopAsync();
    }

    [Fact]
    public async Task WithActorBus_WithAnUnknownSetting_DoesNotStart()
    {
        var logs = new RecordedLogs();

        var error = await RefusalAsync(() => StartAsync(akka => akka.AddHocon("actorbus.dispatch.limit = 1h", HoconAddMode.Prepend).WithActorBus(), logs), logs);

        Assert.Contains("actorbus.dispatch.limit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithActorBus_HasAkkaAndActorBusLogToTheSameFactory()
    {
        var logs = new RecordedLogs();
        using var host = await StartAsync(akka => akka.WithActorBus(new Counter("here").Register), logs);
        var system = host.Services.GetRequiredService<ActorSystem>();
        Logging.GetLogger(system, "test").Warning("from an actor");
        await logs.UntilAsync(entry => entry == ("test", "from an actor", null));
        await host.StopAsync();

        Assert.Contains(logs.Entries, entry => entry.Category == "ActorBus" && entry.Text.Contains("'billing' consumes its queue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CoordinatedShutdown_DrainsWhatRunsBeforeActorsStop()
    {
        var counter = new Counter("here") { Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) };
        IDistributedBus? bus = null;
        using var host = await StartAsync(akka => akka.WithActorBus(own =>
        {
            counter.Register(own);
            own.OnCommand("send", (string _, IDistributedBus distributed) => bus = distributed);
        }));
        await host.Required<CommandBus>().Ask<Status.Success>("send", Nodes.Limit);
        await bus!.SendCommandAsync("billing", new AddOne(5));
        Assert.Equal(5, await counter.NextAsync());

        var system = host.Services.GetRequiredService<ActorSystem>();
        var phases = CoordinatedShutdown.Get(system);
        var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        phases.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "test", () =>
        {
            drained.SetResult();
            return Task.FromResult(Done.Instance);
        });
        var stopping = phases.Run(CoordinatedShutdown.UnknownReason.Instance);
        var answer = await host.Required<CommandBus>().Ask<Status.Success>("send", Nodes.Limit);
        Assert.NotNull(answer);
        Assert.False(drained.Task.IsCompleted);
        counter.Gate.SetResult();
        await drained.Task.WaitAsync(Nodes.Limit);
        await stopping.WaitAsync(Nodes.Limit);
        await system.WhenTerminated.WaitAsync(Nodes.Limit);
    }

    /// <summary>Why the host does not start: before version 1.5.29 Akka.Hosting logs it and stops the host, later it throws as well.</summary>
    private static async Task<BusConfigurationException> RefusalAsync(Func<Task> start, RecordedLogs logs) =>
        await Record.ExceptionAsync(start) as BusConfigurationException ?? logs.Entries.Select(entry => entry.Error).OfType<BusConfigurationException>().First();

    private static async Task<IHost> StartAsync(Action<AkkaConfigurationBuilder> configure, RecordedLogs? logs = null)
    {
        var builder = Nodes.Builder(logs);
        builder.Services.AddAkka("billing", (akka, _) => configure(akka));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
