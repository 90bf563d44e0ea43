using ActorBus;
using ActorBus.Hosting;
using ActorBus.RabbitMq;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quickstart.Counting;
using Quickstart.Shop;

namespace Quickstart;

/// <summary>The ways to run the program; each gives back its exit code.</summary>
internal static class Modes
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    /// <summary>The three services in one process.</summary>
    public static async Task<int> AllAsync(CommandLine line)
    {
        await using var input = line.Input is { } said ? Input.Open(said) : await Input.OpenPipedOrShippedAsync();
        var run = NewRun();
        var tally = new Tally(Services.Audience, run, ledger: null);
        using var host = Services.Build(line.Broker, tally);
        await host.StartAsync();
        await using (new Progress(tally))
        {
            var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            await UntilStoppedAsync(async () =>
            {
                await SenderOf(host, tally, run).SendAsync(input, stopping);
                await tally.WaitUntilSettledAsync(Idle, stopping);
            });
            await host.StopAsync(CancellationToken.None);
        }

        Report.WriteAll(Console.Out, tally);
        return tally.Now.Lost == 0 ? 0 : 1;
    }

    /// <summary>Only the sender.</summary>
    public static async Task<int> SendAsync(CommandLine line)
    {
        await using var input = Input.Open(line.Input!);
        using var ledger = Ledger.Open(line.Ledgers, "shop", RabbitMqOptions.FromUri(line.Broker!).Address);
        var tally = new Tally(Services.Audience, runId: null, ledger);
        var run = NewRun();
        ledger.AdoptOrphans(entries =>
        {
            tally.Adopt(entries);
            run = entries.LastOrDefault(entry => entry.Fact == Fact.Run)?.Id ?? run;
        });
        tally.RunBegan(run);
        using var host = Services.Build(line.Broker, tally, consume: false);
        await host.StartAsync();
        await using (new Progress(tally))
        {
            var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            await UntilStoppedAsync(() => SenderOf(host, tally, run).SendAsync(input, stopping));
            await host.StopAsync(CancellationToken.None);
        }

        Report.WriteSender(Console.Out, tally);
        ledger.Delete();
        return 0;
    }

    /// <summary>One service, with the verbs that every host of ActorBus has.</summary>
    public static async Task<int> RunAsync(CommandLine line)
    {
        using var ledger = Ledger.Open(line.Ledgers, line.Verb.ElementAtOrDefault(1) ?? "none", RabbitMqOptions.FromUri(line.Broker!).Address);
        var tally = new Tally(Services.Audience, runId: null, ledger);
        ledger.AdoptOrphans(tally.Adopt);
        var code = await Services.Build(line.Broker, tally).RunActorBusAsync(line.Verb);

        // A sibling may have been killed meanwhile; what it had not acknowledged was handled here.
        ledger.AdoptOrphans(tally.Adopt);
        if (code != Program.Misused) Report.WriteService(Console.Out, tally);
        ledger.Delete();
        return code;
    }

    /// <summary>A verb of ActorBus that starts nothing.</summary>
    public static Task<int> VerbAsync(CommandLine line) =>
        Services.Build(line.Broker, new Tally(Services.Audience, runId: null, ledger: null)).RunActorBusAsync(line.Verb);

    private static string NewRun() => Guid.NewGuid().ToString("N");

    private static OrderSender SenderOf(IHost host, Tally tally, string run) =>
        new(host.Services.GetRequiredKeyedService<ICommandBus>("shop"), tally, run, Console.Error);

    private static async Task UntilStoppedAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            // SIGTERM or SIGINT: what was sent is counted, and the report says what is missing.
        }
    }
}
