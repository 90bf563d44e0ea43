using System.Diagnostics;
using System.Runtime;
using System.Text.Json;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Benchmarks.Start;

/// <summary>Starts one host in this process, has it handle its first command, watches it idle, and prints the figures as one line of JSON.</summary>
internal static class StartedHost
{
    // Background compilation of what has just run is no idling.
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(5);

    /// <summary>Starts the host of a subject.</summary>
    /// <param name="subject">One of <see cref="StartBenchmark.Subjects"/>.</param>
    /// <param name="amqp">The address of the broker, for the subject that needs one.</param>
    /// <param name="idle">How long it is watched; zero to skip.</param>
    public static async Task RunAsync(string subject, string? amqp, TimeSpan idle)
    {
        var started = Stopwatch.GetTimestamp();
        var host = await StartAsync(subject, amqp);
        var time = Stopwatch.GetElapsedTime(started);
        var processor = Environment.CpuUsage.TotalTime;
        var ofProcess = DateTime.Now - Process.GetCurrentProcess().StartTime;
        var figures = new StartFigures(
            time.TotalMilliseconds, ofProcess.TotalMilliseconds, processor.TotalMilliseconds,
            JitInfo.GetCompiledMethodCount(), GC.GetTotalAllocatedBytes());
        if (idle > TimeSpan.Zero) figures = await WatchAsync(figures, idle);
        Console.WriteLine(JsonSerializer.Serialize(figures));
        await ServiceHost.StopAsync(host);
    }

    private static Task<IHost> StartAsync(string subject, string? amqp) => subject switch
    {
        StartBenchmark.ActorBus => ActorBusStart.StartAsync(null),
        StartBenchmark.ActorBusOnRabbitMq => ActorBusStart.StartAsync(
            amqp ?? throw new ArgumentException($"'{subject}' needs a broker. Name one with --amqp.")),
        StartBenchmark.AkkaHosting => AkkaHostingStart.StartAsync(),
        StartBenchmark.MassTransit => MassTransitStart.StartAsync(),
        StartBenchmark.BareHost => ServiceHost.StartAsync(_ => { }),
        _ => throw new ArgumentException($"There is no subject '{subject}'. Use one of: {string.Join(", ", StartBenchmark.Subjects)}."),
    };

    private static async Task<StartFigures> WatchAsync(StartFigures figures, TimeSpan idle)
    {
        await Task.Delay(SettleTime);
        var (from, processor, bytes) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
        await Task.Delay(idle);
        var watched = Stopwatch.GetElapsedTime(from);
        return figures with
        {
            IdlePercent = 100 * (Environment.CpuUsage.TotalTime - processor) / watched,
            IdleBytesPerSecond = (GC.GetTotalAllocatedBytes(precise: true) - bytes) / watched.TotalSeconds,
        };
    }
}
