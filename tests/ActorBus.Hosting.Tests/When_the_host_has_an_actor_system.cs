using ActorBus.Hosting.Tests.Support;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Hosting.Tests;

public sealed class When_the_host_has_an_actor_system
{
    [Fact]
    public async Task Should_live_in_it_and_leave_it_running()
    {
        using var system = ActorSystem.Create("own");
        var builder = TestHost.New();
        builder.Services.AddSingleton(system);
        builder.AddActorBus("billing", bus => bus.OnQuery("sum", (string _) => 3));
        using var host = builder.Build();
        await host.StartAsync();

        var query = host.Services.GetRequiredService<IQueryBus>();
        Assert.Equal("own", query.Actor.Path.Address.System);
        Assert.Equal(3, await query.DispatchAsync<int>("sum"));

        await host.StopAsync();
        Assert.False(system.WhenTerminated.IsCompleted);
        await system.Terminate().WaitAsync(TestHost.Limit);
    }
}
