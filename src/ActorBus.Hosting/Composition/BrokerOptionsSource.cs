using ActorBus.Brokers;
using ActorBus.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Hosting.Composition;

/// <summary>Binds the options of one broker of a service.</summary>
/// <param name="service">The service.</param>
/// <param name="broker">The name of the broker; null for the default one.</param>
/// <param name="part">The path below which the section of the broker stands.</param>
/// <param name="values">The configuration values.</param>
/// <param name="services">The services of the host.</param>
/// <param name="report">Receives the faults made in code.</param>
internal sealed class BrokerOptionsSource(
    string service, string? broker, string part, OptionValues values, IServiceProvider services, Action<string> report) : IBrokerOptionsSource
{
    /// <inheritdoc/>
    public TOptions Bind<TOptions>(BrokerKind<TOptions> kind, Action<TOptions>? configure)
        where TOptions : class
    {
        var section = part + kind.Name;
        if (kind.ConnectionString is { } option) FillFromConnectionString($"{section}:{option}", broker ?? kind.Name);
        return new ServiceOptions(services).Make(
            broker is null ? service : $"{service}/{broker}", values.Bind(section, kind.NewOptions(service)), configure is null ? [] : [configure], kind.Validate,
            (fault, isConfigured) =>
            {
                if (isConfigured) values.FaultIn(fault, section);
                else report($"{kind.Name}: {fault}");
            });
    }

    private void FillFromConnectionString(string path, string key)
    {
        if (values.Has(path) || services.GetService<IConfiguration>()?.GetConnectionString(key) is not { } text) return;
        values.Set(path, text, new Place($"ConnectionStrings:{key}", false));
    }
}
