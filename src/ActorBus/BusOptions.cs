using ActorBus.Configuration;
using ActorBus.Messages;

namespace ActorBus;

/// <summary>Options of one local bus.</summary>
public sealed class BusOptions
{
    /// <summary>The name of the bus and of its actor, unique in the runtime.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of message the bus accepts: commands (and the messages of channels), events or queries.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>The time limit of a dispatch; null for the limit of the runtime, <see cref="Timeout.InfiniteTimeSpan"/> for none.</summary>
    public TimeSpan? DispatchTimeout { get; set; }

    /// <summary>Whether an event bus runs every listener and reports all failures together.</summary>
    public bool CollectExceptions { get; set; }

    /// <summary>
    /// Whether an event bus runs the listeners of an event concurrently instead of one after the other. All listeners then run; without
    /// <see cref="CollectExceptions"/> only the failure of the first one in order is reported.
    /// </summary>
    public bool ParallelListeners { get; set; }

    /// <summary>The plugins to attach at start, in this order.</summary>
    public IList<IMessageBusPlugin> Plugins { get; set; } = [];

    /// <summary>The configured routes whose target must be a registered handler.</summary>
    internal IReadOnlyList<RoutedId> RoutedIds { get; init; } = [];

    /// <summary>The plugins from configuration, attached before <see cref="Plugins"/>.</summary>
    internal IReadOnlyList<PluginSource> PluginSources { get; init; } = [];

    /// <summary>Creates the plugins from configuration and returns all plugins in the order of attachment.</summary>
    /// <param name="services">Resolves the dependencies of the plugins.</param>
    /// <param name="faults">Receives a fault for every plugin that cannot be created.</param>
    internal IReadOnlyList<IMessageBusPlugin> MakePlugins(IServiceProvider services, List<string> faults)
    {
        List<IMessageBusPlugin> made = [];
        foreach (var source in PluginSources)
        {
            try
            {
                if (source.Make(services) is { } plugin) made.Add(plugin);
            }
            catch (Exception error)
            {
                // A foreign constructor failed: report it with the other faults.
                faults.Add($"{source.Refusal}: {error.GetType().Name}: {error.Message}");
            }
        }

        return [.. made, .. Plugins];
    }

    /// <summary>Returns the options of the bus that is created by default for a kind of message.</summary>
    public static BusOptions DefaultFor(MessageKind kind) => new()
    {
        Kind = kind,
        Name = kind switch
        {
            MessageKind.Event => "event-bus",
            MessageKind.Query => "query-bus",
            _ => "command-bus",
        },
    };
}
