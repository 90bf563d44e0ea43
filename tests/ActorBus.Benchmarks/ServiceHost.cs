using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorBus.Benchmarks;

/// <summary>Hosts as the users of every bus make them; all that this program uses of ActorBus's own registration is here.</summary>
internal static class ServiceHost
{
    /// <summary>Starts a host; only warnings and worse are logged, to standard error.</summary>
    public static async Task<IHost> StartAsync(Action<IHostApplicationBuilder> configure)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        configure(builder);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    /// <summary>Starts a host with ActorBus in it.</summary>
    public static Task<IHost> StartActorBusAsync(string service, Action<ActorBusBuilder> configure, params IReadOnlyList<object> singletons) =>
        StartAsync(builder =>
        {
            foreach (var singleton in singletons) builder.Services.AddSingleton(singleton.GetType(), singleton);
            Hosting.ServiceCollectionExtensions.AddActorBus(builder, service, configure);
        });

    /// <summary>Stops a host and disposes of it.</summary>
    public static async Task StopAsync(IHost host)
    {
        await host.StopAsync();
        if (host is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
        else host.Dispose();
    }
}
