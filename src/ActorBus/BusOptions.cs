using ActorBus.Configuration;
using ActorBus.Messages;

namespace ActorBus;

/// <summary>One bus of a runtime.</summary>
public sealed class BusOptions
{
    /// <summary>Its name, unique in the runtime; also that of its actor.</summary>
    public required string Name { get; init; }

    /// <summary>What it takes: commands (and the messages of channels), events or queries.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>How long a dispatch may take; null for the limit of the runtime, <see cref="Timeout.InfiniteTimeSpan"/> for none.</summary>
    public TimeSpan? DispatchTimeout { get; set; }

    /// <summary>For an event bus: run every listener and report the failures together.</summary>
    public bool CollectExceptions { get; set; }

    /// <summary>
    /// For an event bus: run the listeners of an event at the same time instead of one after the other. All run then; without
    /// <see cref="CollectExceptions"/> the failure of the first in their order is reported.
    /// </summary>
    public bool ParallelListeners { get; set; }

    /// <summary>Attached at start, in this order.</summary>
    public IList<IMessageBusPlugin> Plugins { get; set; } = [];

    /// <summary>What its configured routes lead to and only a registered handler can be.</summary>
    internal IReadOnlyList<RoutedId> RoutedIds { get; init; } = [];

    /// <summary>The plugins that configuration names, attached before <see cref="Plugins"/>.</summary>
    internal IReadOnlyList<PluginSource> PluginSources { get; init; } = [];

    /// <summary>Returns every plugin in the order of attaching; those that configuration names are made now.</summary>
    /// <param name="services">What they are made of.</param>
    /// <param name="faults">Gets why some could not be made.</param>
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
                // Somebody else's constructor: one mistake among the others that are reported.
                faults.Add($"{source.Refusal}: {error.GetType().Name}: {error.Message}");
            }
        }

        return [.. made, .. Plugins];
    }

    /// <summary>Returns the bus of a kind that is there without being asked for.</summary>
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
