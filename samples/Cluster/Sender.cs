using System.Diagnostics;
using ActorBus;
using ActorBus.Clustering;
using ActorBus.Messages;
using Akka.Actor;
using Akka.Cluster;
using ClusterSample.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace ClusterSample;

/// <summary>Sends orders, and waits until each of them has been placed and written.</summary>
internal sealed class Sender(CommandLine line)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private readonly Tally _tally = new(line.Orders);

    /// <summary>Sends everything; half way something may happen to a consumer node.</summary>
    /// <param name="started">Called with the sender's host and port when it is there to be joined.</param>
    /// <param name="halfWay">Called with the description of the cluster when half of it is sent.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(Func<string, Task> started, Func<ClusterDescription, Task> halfWay)
    {
        using var host = Nodes.Sender(line, _tally);
        await host.StartAsync();
        try
        {
            var system = host.Services.GetRequiredService<ActorSystem>();
            if (line.Seed is null) await Cluster.Get(system).JoinAsync(Cluster.Get(system).SelfAddress);
            await started(Nodes.NameOf(system));
            var cluster = ActorBusCluster.For(system);
            return await RunAsync(cluster, host.Services.GetRequiredService<IDistributedBus>(), halfWay) ? 0 : 1;
        }
        finally
        {
            await host.StopAsync();
        }
    }

    private async Task<bool> RunAsync(ActorBusCluster cluster, IDistributedBus bus, Func<ClusterDescription, Task> halfWay)
    {
        var before = await WaitForConsumersAsync(cluster);
        Console.Write(before);
        await SendAsync(bus, 0, line.Orders / 2);
        await _tally.Begun.WaitAsync(Limit);
        await halfWay(before);
        await SendAsync(bus, line.Orders / 2, line.Orders);

        var complete = await Task.WhenAny(_tally.Complete, Task.Delay(Limit)) == _tally.Complete;
        Console.Write(await cluster.DescribeAsync());
        // The ledger has moved, so the cluster knows who is gone; before, this might have asked the dead.
        if (complete) Console.WriteLine($"Asked over the cluster, a node said that it has handled {await CountAsync(cluster)} orders.");
        Console.WriteLine(_tally.Summary);
        return complete;
    }

    private static Task<int> CountAsync(ActorBusCluster cluster) => cluster.BusOf("orders", MessageKind.Query).Ask<int>(new CountOrders(), Limit);

    private static async Task SendAsync(IDistributedBus bus, int from, int to)
    {
        for (var number = from; number < to; number++) await bus.SendAsync("orders", new PlaceOrder(number));
    }

    private static async Task<ClusterDescription> WaitForConsumersAsync(ActorBusCluster cluster)
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            var description = await cluster.DescribeAsync();
            if (description.ConsumersOf("orders").Count >= 2 && description.ConsumersOf("ledger").Count == 1) return description;
            if (waiting.Elapsed > Limit) throw new TimeoutException($"Two consumer nodes were not there within {Limit}:\n{description}");
            await Task.Delay(500);
        }
    }
}
