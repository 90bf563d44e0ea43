using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.Hosting.Tests.Support;
using ActorBus.Recovery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorBus.Hosting.Tests;

public sealed class When_a_handler_cannot_be_made
{
    [Fact]
    public async Task Should_name_every_service_that_nobody_registered()
    {
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus
            .AddHandler<Needy>()
            .OnCommand("pay", (string order, Missing missing) => { }, new HandlerOptions { Name = "pay" }));
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<BusConfigurationException>(() => host.StartAsync());

        Assert.Equal(2, error.Faults.Count);
        Assert.Contains(error.Faults, fault => fault.Contains($"the constructor of {typeof(Needy)} takes a {typeof(Missing)}", StringComparison.Ordinal));
        Assert.Contains(error.Faults, fault => fault.Contains("'pay'", StringComparison.Ordinal) && fault.Contains("'missing'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_refuse_what_no_message_can_ever_reach()
    {
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus
            .ConfigureDistribution(options => options.Profile = WireProfile.Pigeon)
            .OnCommand("pay", (IDisposable order) => { }, HandlerOptions.FromOutside)
            .OnEvent(new string('é', 125), (string order) => { }, HandlerOptions.FromOutside)
            .OnCommand("inside", (IDisposable order) => { }));
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<BusConfigurationException>(() => host.StartAsync());

        Assert.Equal(2, error.Faults.Count);
        Assert.Contains(error.Faults, fault => fault.Contains("'pay'", StringComparison.Ordinal) && fault.Contains("[JsonDerivedType]", StringComparison.Ordinal));
        Assert.Contains(error.Faults, fault => fault.Contains("has 258 bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_start_with_what_the_container_or_the_service_has_and_with_what_is_optional()
    {
        var builder = TestHost.New();
        builder.Services.AddSingleton<Missing>();
        builder.AddActorBus("billing", bus => bus.AddHandler<Needy>().OnCommand(
            "pay", (string order, IEventBus events, ILogger<Needy> log, Optional? optional) => { }, new HandlerOptions { Name = "pay" }));
        using var host = builder.Build();

        await host.StartAsync();
        await host.Services.GetRequiredService<ICommandBus>().DispatchAsync("order");

        await host.StopAsync();
    }

    [Fact]
    public async Task Should_say_at_start_how_many_handlers_no_other_service_reaches()
    {
        var log = new MemoryLog();
        var builder = TestHost.New();
        builder.Logging.AddProvider(log);
        builder.AddActorBus("billing", bus => bus
            .OnCommand("inside", (string order) => { })
            .OnCommand("outside", (string order) => { }, HandlerOptions.FromOutside));
        using var host = builder.Build();
        await host.StartAsync();
        await host.StopAsync();

        Assert.Contains("1 of the 2 handlers of service 'billing' take messages of this process only", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_a_class_without_handlers_and_a_policy_for_one()
    {
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus
            .AddHandler<Missing>()
            .OnFailure<Needy>(FailurePolicy.Default)
            .OnFailure<Needy>((_, _, _) => Task.CompletedTask));
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<BusConfigurationException>(() => host.StartAsync());

        Assert.Equal(2, error.Faults.Count);
        Assert.Contains(error.Faults, fault => fault.Contains($"Class '{typeof(Missing)}' was added with AddHandler", StringComparison.Ordinal));
        Assert.Contains(error.Faults, fault => fault.Contains("OnFailure<Needy>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_apply_a_policy_for_a_class_to_a_handler_with_a_name_of_its_own()
    {
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.AddHandler<Named>().OnFailure<Named>(new FailurePolicy { Action = FailureAction.Reject }));
        using var host = builder.Build();
        await host.StartAsync();

        var handler = Assert.Single(host.Services.GetRequiredService<ActorBusService>().Handlers.All);
        await host.StopAsync();

        Assert.Equal("pay-order", handler.Name);
        Assert.Equal(FailureAction.Reject, handler.FailurePolicy!.Action);
    }

    [Fact]
    public async Task Should_tell_of_an_assembly_without_handlers_and_start()
    {
        var log = new MemoryLog();
        var builder = TestHost.New();
        builder.Logging.AddProvider(log);
        builder.AddActorBus("billing", bus => bus.AddHandlersFromAssemblyOf<FactAttribute>().OnCommand("pay", (string order) => { }));
        using var host = builder.Build();
        await host.StartAsync();
        await host.StopAsync();

        Assert.Contains($"takes all handlers of the assembly {typeof(FactAttribute).Assembly.GetName().Name}, which has none", log.Text, StringComparison.Ordinal);
    }

    internal sealed class Named
    {
        [CommandHandler("pay", Name = "pay-order")]
        public void Pay(string order)
        {
        }
    }

    internal sealed class Missing;

    internal sealed class Optional;

    internal sealed class Needy(Missing missing, IDistributedBus bus)
    {
        [CommandHandler("order")]
        public void Take(string order) => _ = (order, missing, bus);
    }
}
