using ActorBus.Testing;

namespace ActorBus.Chaos;

/// <summary>Kills something at random, again and again; the seed decides what and when.</summary>
internal sealed class Nemesis(ChaosOptions options, RabbitMqNode node, TcpProxy proxy, WorkerPool workers)
{
    private readonly Random _chance = new(options.Seed);

    /// <summary>How often each was killed.</summary>
    public Dictionary<Fault, int> Kills { get; } = options.Faults.Distinct().ToDictionary(fault => fault, _ => 0);

    /// <summary>Kills until it is told to stop; everything runs again when it returns.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var pause = Task.Delay(TimeSpan.FromMilliseconds(_chance.Next(options.Pause / 10, options.Pause)), stop);
            await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested) return;
            var fault = options.Faults[_chance.Next(options.Faults.Count)];
            await KillAsync(fault);
            Kills[fault]++;
        }
    }

    private async Task KillAsync(Fault fault)
    {
        switch (fault)
        {
            case Fault.Broker:
                await node.KillAsync();
                await node.StartAsync();
                break;
            case Fault.Workers:
                await workers.ReplaceAsync(_chance.Next(options.Workers));
                break;
            default:
                await CutAsync(_chance.Next(3));
                break;
        }
    }

    private async Task CutAsync(int kind)
    {
        if (kind == 0) proxy.Close();
        else proxy.Reset();
        if (kind != 2) return;
        proxy.Refuse();
        proxy.Reset();
        await Task.Delay(TimeSpan.FromMilliseconds(_chance.Next(100, 1_500)));
        proxy.Accept();
    }
}
