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
    private readonly ServiceDirectory _services;
    private readonly ActorBusService _service;

    public When_something_else_places_a_service()
    {
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.OnCommand("take", (string order) => _orders.TakeAsync(order), HandlerOptions.FromOutside));
        builder.Services.AddHealthChecks().AddActorBus();
        _host = builder.Build();
        _orders.Gate.SetResult();
        _services = _host.Services.GetRequiredService<ServiceDirectory>();
        _service = _services.First;
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

        await _services.ConsumeAsync(_service);
        Assert.Equal("one", await _orders.NextAsync());
        Assert.Equal(1, await ConsumersAsync());

        await _services.StopConsumingAsync(_service);
        Assert.Equal(0, await ConsumersAsync());
        await SendAsync("two");
        Assert.Equal(0, _orders.Waiting);

        await _services.ConsumeAsync(_service);
        Assert.Equal("two", await _orders.NextAsync());
    }

    [Fact]
    public async Task Should_be_healthy_while_it_is_consumed_elsewhere()
    {
        var checks = _host.Services.GetRequiredService<HealthCheckService>();
        await SendAsync("one");

        Assert.Equal(HealthStatus.Healthy, (await checks.CheckHealthAsync()).Status);

        await _services.ConsumeAsync(_service);
        Assert.Equal(HealthStatus.Healthy, (await checks.CheckHealthAsync()).Status);
        Assert.True(_service.Consumes);
    }

    private Task SendAsync(string order) => _host.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("billing", "take", order);

    private async Task<int?> ConsumersAsync() => (await _host.QueueAsync("billing"))?.Consumers;
}
