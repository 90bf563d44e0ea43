using ActorBus.Handlers;
using ActorBus.Hosting.Running;
using ActorBus.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Hosting.Tests;

public sealed class When_something_else_places_a_service : IAsyncLifetime
{
    private readonly Orders _orders = new();
    private readonly IHost _host;
    private readonly ServiceRuntime _service;

    public When_something_else_places_a_service()
    {
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.OnCommand("take", (string order) => _orders.TakeAsync(order), HandlerOptions.FromOutside));
        builder.Services.AddHealthChecks().AddActorBus();
        _host = builder.Build();
        _orders.Gate.SetResult();
        _service = _host.Services.GetRequiredService<HostRuntime>().First;
        _service.IsPlaced = true;
    }

    public Task InitializeAsync() => _host.StartAsync();

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    [Fact]
    public async Task Should_consume_only_between_being_told_to_begin_and_to_end()
    {
        await SendAsync("one");
        Assert.Equal(0, await ConsumersAsync());

        await _service.BeginAsync();
        Assert.Equal("one", await _orders.NextAsync());
        Assert.Equal(1, await ConsumersAsync());

        await _service.EndAsync();
        Assert.Equal(0, await ConsumersAsync());
        await SendAsync("two");
        Assert.Equal(0, _orders.Waiting);

        await _service.BeginAsync();
        Assert.Equal("two", await _orders.NextAsync());
    }

    [Fact]
    public async Task Should_be_healthy_while_it_is_consumed_elsewhere()
    {
        var checks = _host.Services.GetRequiredService<HealthCheckService>();
        await SendAsync("one");

        Assert.Equal(HealthStatus.Healthy, (await checks.CheckHealthAsync()).Status);

        await _service.BeginAsync();
        Assert.Equal(HealthStatus.Healthy, (await checks.CheckHealthAsync()).Status);
        Assert.True(_service.Consumes);
    }

    private Task SendAsync(string order) => _host.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("billing", "take", order);

    private async Task<int?> ConsumersAsync() => (await _host.QueueAsync("billing"))?.Consumers;
}
