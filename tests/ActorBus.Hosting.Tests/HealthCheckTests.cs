using ActorBus.InMemory;
using ActorBus.Handlers;
using ActorBus.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Hosting.Tests;

public sealed class HealthCheckTests : IAsyncDisposable
{
    private readonly InMemoryBroker _broker = new();
    private readonly IHost _host;

    public HealthCheckTests()
    {
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.UseInMemory(_broker).OnCommand("order", (string order) => { }, HandlerOptions.FromOutside));
        builder.Services.AddHealthChecks().AddActorBus();
        _host = builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task Check_BeforeTheStart_IsUnhealthy() => Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync()).Status);

    [Fact]
    public async Task Check_EverythingOpen_IsHealthy()
    {
        await _host.StartAsync();
        await UntilAsync(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Check_BrokerTakesNothing_IsDegradedAndSaysWhy()
    {
        await _host.StartAsync();
        await UntilAsync(HealthStatus.Healthy);

        await _broker.Control.BlockAsync("the disk is full");

        Assert.Contains("the disk is full", (await UntilAsync(HealthStatus.Degraded)).Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_BrokerAway_IsUnhealthyUntilItIsBack()
    {
        await _host.StartAsync();
        await UntilAsync(HealthStatus.Healthy);

        await _broker.Control.StopAsync("maintenance");
        Assert.Contains("maintenance", (await UntilAsync(HealthStatus.Unhealthy)).Description, StringComparison.Ordinal);

        await _broker.Control.StartAsync();
        await UntilAsync(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Check_QueueOfARawConsumerIsMissing_IsDegradedAndNamesIt()
    {
        var builder = TestHost.New(("ActorBus:Distribution:Raw:Consumers:payments:Queue", "payments.of.others"));
        builder.AddActorBus("shop", bus => bus.UseInMemory(_broker));
        builder.Services.AddHealthChecks().AddActorBus();
        using var host = builder.Build();
        await host.StartAsync();

        var entry = (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["actorbus"];

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Contains("raw consumer 'payments' is connecting", entry.Description, StringComparison.Ordinal);
        Assert.Contains("there is no queue 'payments.of.others'", entry.Description, StringComparison.Ordinal);
        await host.StopAsync();
    }

    private async Task<HealthReportEntry> CheckAsync() =>
        (await _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["actorbus"];

    /// <summary>A state is all that a health check shows: it is looked at until it is so.</summary>
    private async Task<HealthReportEntry> UntilAsync(HealthStatus status)
    {
        using var limit = new CancellationTokenSource(TestHost.Limit);
        while (true)
        {
            var entry = await CheckAsync();
            if (entry.Status == status) return entry;
            Assert.False(limit.IsCancellationRequested, $"still {entry.Status} instead of {status}: {entry.Description}");
            await Task.Yield();
        }
    }
}
