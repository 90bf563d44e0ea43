using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text.RegularExpressions;
using ActorBus.Brokers;
using ActorBus.Clustering;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClusterSample;

/// <summary>Two consumer nodes and a sender in an Akka.Cluster; a node is killed on the way, and nothing is lost.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            var parsed = Commands.Create(AllAsync, NodeAsync, SendAsync).Parse(arguments);
            var isRefused = parsed.Errors.Count > 0;
            if (parsed.Action is ParseErrorAction refusal) refusal.ShowHelp = false;
            using var refused = new StringWriter();
            var code = await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = isRefused ? refused : Console.Out,
                Error = isRefused ? refused : Console.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
            if (!isRefused) return code;
            // It repeats what it does not understand, and that may be --broker, mistyped, with a password behind it.
            await Console.Error.WriteAsync(Regex.Replace(refused.ToString(), @"://\S*@", "://***@"));
            await Console.Error.WriteLineAsync("For help: --help");
            return 2;
        }
        catch (Exception error) when (error is ArgumentException or BrokerException or TimeoutException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 2;
        }
    }

    private static async Task<int> AllAsync(CommandLine line)
    {
        List<ChildNode> nodes = [];
        try
        {
            return await new Sender(line).RunAsync(
                seed =>
                {
                    nodes.AddRange([ChildNode.Start(line, seed), ChildNode.Start(line, seed)]);
                    return Task.WhenAll(nodes.Select(node => node.ReadNameAsync()));
                },
                description => KillLedgerAsync(nodes, description));
        }
        finally
        {
            await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
        }
    }

    private static Task<int> SendAsync(CommandLine line) => new Sender(line).RunAsync(_ => Task.CompletedTask, _ => Task.CompletedTask);

    private static async Task KillLedgerAsync(List<ChildNode> nodes, ClusterDescription description)
    {
        var address = description.ConsumersOf("ledger").Single();
        var victim = nodes.Single(node => address.EndsWith(node.Name, StringComparison.Ordinal));
        await victim.KillAsync();
        Console.WriteLine($"KILLED {victim.Name}, which had the ledger");
    }

    private static async Task<int> NodeAsync(CommandLine line)
    {
        using var host = Nodes.Consumer(line);
        await host.StartAsync();
        Console.WriteLine($"{ChildNode.NamePrefix}{Nodes.NameOf(host.Services.GetRequiredService<ActorSystem>())}");
        if (line.IsChild) _ = StopWithParentAsync(host);
        await host.WaitForShutdownAsync();
        return Environment.ExitCode;
    }

    private static async Task StopWithParentAsync(IHost host)
    {
        await Console.In.ReadToEndAsync();
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
    }
}
