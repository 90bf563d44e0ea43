using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ActorBus.Benchmarks.RabbitMq;

namespace ActorBus.Benchmarks.Start;

/// <summary>Hosts in fresh processes: how long they take to their first command, and what they cost while nothing happens.</summary>
internal static class StartBenchmark
{
    public const string ActorBus = "actorbus";
    public const string ActorBusOnRabbitMq = "actorbus-rabbitmq";
    public const string AkkaHosting = "akka-hosting";
    public const string MassTransit = "masstransit";
    public const string BareHost = "host";

    /// <summary>The names of all subjects.</summary>
    public static readonly IReadOnlyList<string> Subjects = [ActorBus, AkkaHosting, MassTransit, ActorBusOnRabbitMq, BareHost];

    /// <summary>Measures the subjects that were asked for.</summary>
    public static async Task<IReadOnlyList<Result>> RunAsync(Options options)
    {
        var subjects = options.ChosenSubjects(Subjects, name => name);
        await using var broker = subjects.Contains(ActorBusOnRabbitMq) ? await BrokerNode.OpenAsync(options) : null;
        var rounds = subjects.ToDictionary(name => name, _ => new List<StartFigures>());
        for (var round = -1; round < options.Rounds; round++)
        {
            foreach (var subject in subjects)
            {
                var figures = await StartAsync(subject, broker?.Address, 0);
                // The first one brings the files into memory.
                if (round >= 0) rounds[subject].Add(figures);
            }
        }

        List<Result> results = [.. subjects.SelectMany(subject => ResultsOf(subject, rounds[subject]))];
        if (options.IdleSeconds == 0) return results;
        foreach (var subject in subjects)
            results.AddRange(IdleResultsOf(subject, await StartAsync(subject, broker?.Address, options.IdleSeconds)));
        return results;
    }

    private static IEnumerable<Result> ResultsOf(string subject, IReadOnlyList<StartFigures> rounds)
    {
        var bytes = rounds.Select(figures => (double)figures.Bytes).ToList();
        yield return Result.Of("start", subject, "ms", rounds.Select(figures => figures.Milliseconds), bytes);
        yield return Result.Of("start-process", subject, "ms", rounds.Select(figures => figures.ProcessMilliseconds), bytes);
        yield return Result.Of("start-processor", subject, "ms", rounds.Select(figures => figures.ProcessorMilliseconds), bytes);
        yield return Result.Of("start-compiled", subject, "methods", rounds.Select(figures => (double)figures.Methods), bytes);
    }

    private static IEnumerable<Result> IdleResultsOf(string subject, StartFigures figures)
    {
        yield return Result.Of("idle", subject, "% of a core", [figures.IdlePercent!.Value], [0]);
        yield return Result.Of("idle-allocation", subject, "bytes/s", [figures.IdleBytesPerSecond!.Value], [0]);
    }

    private static async Task<StartFigures> StartAsync(string subject, string? amqp, int idleSeconds)
    {
        List<string> arguments = ["start-once", subject, "--idle-seconds", idleSeconds.ToString(CultureInfo.InvariantCulture)];
        if (subject == ActorBusOnRabbitMq) arguments.AddRange(["--amqp", amqp!]);
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var figures = output.Split('\n').FirstOrDefault(line => line.StartsWith('{'));
        if (process.ExitCode != 0 || figures is null)
            throw new InvalidOperationException($"The host '{subject}' ended with exit code {process.ExitCode} and without figures; its reason is above.");
        await Console.Error.WriteLineAsync($"{subject}: {figures}");
        return JsonSerializer.Deserialize<StartFigures>(figures)!;
    }
}
