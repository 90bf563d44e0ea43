using ActorBus.Hosting.Logs;
using ActorBus.Brokers;
using ActorBus.Hosting.Composition;
using ActorBus.Hosting.Running;
using ActorBus.Recovery;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus.Hosting.Verbs;

/// <summary>Carries out the verbs.</summary>
internal sealed class ConsoleVerbs(IHost host, TextWriter output, TextWriter errors)
{
    private const int Failed = 1;
    private const int NotBegun = 2;

    /// <summary>Carries out a command line.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        try
        {
            using (host)
            {
                return arguments.ToArray() switch
                {
                    [] => await RunAllAsync().ConfigureAwait(false),
                    ["list"] => List(),
                    ["run", .. var rest] => await RunOneAsync(ArgumentReader.Read(rest)).ConfigureAwait(false),
                    ["dead-letters", .. var rest] => await DeadLettersAsync(DeadLetterArguments.Read(rest)).ConfigureAwait(false),
                    ["topology", .. var rest] => await TopologyAsync(TopologyArguments.Read(rest)).ConfigureAwait(false),
                    _ => throw new ConsoleException($"'{string.Join(' ', arguments)}' is no verb. The verbs:\n{ArgumentReader.AllUsage}"),
                };
            }
        }
        catch (Exception error) when (error is ConsoleException or BusConfigurationException or BrokerException)
        {
            await errors.WriteLineAsync(error.Message).ConfigureAwait(false);
            return NotBegun;
        }
        catch (Exception error) when (error is DeadLetterException or ArgumentException)
        {
            await errors.WriteLineAsync(error.Message).ConfigureAwait(false);
            return Failed;
        }
    }

    private async Task<int> RunAllAsync()
    {
        if (await StartAsync().ConfigureAwait(false)) await host.WaitForShutdownAsync().ConfigureAwait(false);
        return 0;
    }

    /// <summary>Starts the host.</summary>
    /// <returns>False when it was told to stop before it had started, which is a clean end as well.</returns>
    private async Task<bool> StartAsync()
    {
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            await host.StartAsync().ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await host.StopAsync().ConfigureAwait(false);
            return false;
        }
    }

    private int List()
    {
        var catalog = ServiceCatalog.Of(host.Services);
        EndpointTable.Write(output, new ServiceComposer(host.Services, host.Services.GetService<IConfiguration>()).Compose(catalog.Builders));
        return 0;
    }

    private async Task<int> RunOneAsync(RunArguments run)
    {
        var catalog = ServiceCatalog.Of(host.Services);
        var service = catalog.Find(run.Service) ?? throw Unknown(run.Service, catalog);
        catalog.Only = run.Service;
        if (run.Level is { } level) host.Services.GetRequiredService<ConsoleLevel>().Set(level);
        RunLimits.Apply(run, service);
        if (!await StartAsync().ConfigureAwait(false)) return 0;
        var watch = new RunWatch(run, ServiceDirectory.Of(host.Services).First);
        var failure = await watch.WaitAsync(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping).ConfigureAwait(false);
        await host.StopAsync().ConfigureAwait(false);
        if (failure is null) return 0;
        await errors.WriteLineAsync(failure).ConfigureAwait(false);
        return Failed;
    }

    /// <summary>Works on the dead letters of a service without starting it.</summary>
    private async Task<int> DeadLettersAsync(DeadLetterArguments arguments)
    {
        var catalog = ServiceCatalog.Of(host.Services);
        var setup = new ServiceComposer(host.Services, host.Services.GetService<IConfiguration>()).Compose(catalog.Builders)
            .FirstOrDefault(one => one.Name == arguments.Service) ?? throw Unknown(arguments.Service, catalog);
        var plan = setup.Brokers.FirstOrDefault(one => one.Name == arguments.Broker) ?? throw new ConsoleException(
            $"The service '{setup.Name}' has no broker '{arguments.Broker}'; there is: {string.Join(", ", setup.Brokers.Select(one => $"'{one.Name}'"))}.");
        var broker = plan.Create();
        try
        {
            var letters = DeadLetters.Of(broker, plan.Distribution, NullLogger.Instance, TimeProvider.System);
            await new DeadLetterVerbs(letters, output).RunAsync(arguments, CancellationToken.None).ConfigureAwait(false);
            return 0;
        }
        finally
        {
            if (plan.IsOwned) await broker.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Works on exchanges and queues without starting a service.</summary>
    private async Task<int> TopologyAsync(TopologyArguments arguments)
    {
        var catalog = ServiceCatalog.Of(host.Services);
        var setups = new ServiceComposer(host.Services, host.Services.GetService<IConfiguration>()).Compose(catalog.Builders)
            .Where(setup => arguments.Service is null || setup.Name == arguments.Service).ToArray();
        if (setups.Length == 0) throw Unknown(arguments.Service ?? "", catalog);
        return await new TopologyVerbs(setups, output).RunAsync(arguments.Action).ConfigureAwait(false) ? 0 : Failed;
    }

    private static ConsoleException Unknown(string service, ServiceCatalog catalog) => new(
        $"There is no service '{service}' in this program; there is: "
        + $"{string.Join(", ", catalog.Builders.Select(builder => $"'{builder.ServiceName}'"))}. The verb list shows their endpoints.");
}
