namespace ActorBus.Actors.Shutdown;

/// <summary>The configured phases in the order in which they run.</summary>
internal sealed class ShutdownPhases
{
    private readonly Dictionary<string, ShutdownPhase> _phases;

    private ShutdownPhases(Dictionary<string, ShutdownPhase> phases)
    {
        _phases = phases;
        Ordered = Sort();
    }

    public IReadOnlyList<ShutdownPhase> Ordered { get; }

    public ShutdownPhase this[string name] => _phases.TryGetValue(name, out var phase)
        ? phase
        : throw new ArgumentException(Unknown(name), nameof(name));

    /// <summary>Reads the section of coordinated shutdown.</summary>
    public static ShutdownPhases From(Config section)
    {
        var timeout = section.GetTimeSpan("default-phase-timeout", TimeSpan.FromSeconds(5), false);
        var phases = section.GetConfig("phases") ?? Config.Empty;
        return new ShutdownPhases(phases.AsEnumerable().ToDictionary(
            phase => phase.Key, phase => Read(phase.Key, phase.Value.ToConfig(), timeout), StringComparer.Ordinal));
    }

    /// <summary>Checks that there is such a phase, as the configuration must say.</summary>
    public void Demand(string name)
    {
        if (!_phases.ContainsKey(name))
            throw new ConfigurationException(Unknown(name));
    }

    /// <summary>The phases from this one on.</summary>
    public IEnumerable<ShutdownPhase> From(string? name)
    {
        if (name is null)
            return Ordered;
        var first = this[name];
        return Ordered.SkipWhile(phase => phase != first);
    }

    private static ShutdownPhase Read(string name, Config section, TimeSpan timeout) => new(
        name,
        [.. section.GetStringList("depends-on")],
        section.GetTimeSpan("timeout", timeout, false),
        section.GetBoolean("recover", true));

    private string Unknown(string name) =>
        $"There is no shutdown phase '{name}'; the phases are {string.Join(", ", Ordered.Select(known => known.Name))}. " +
        $"Add a section 'akka.coordinated-shutdown.phases.{name}', or use one of them.";

    private List<ShutdownPhase> Sort()
    {
        List<ShutdownPhase> sorted = [];
        List<string> open = [];
        foreach (var name in _phases.Keys)
            Visit(name);
        return sorted;

        void Visit(string name)
        {
            // A phase that is only named by others has no tasks and no place in the run.
            if (!_phases.TryGetValue(name, out var phase) || sorted.Contains(phase))
                return;
            if (open.Contains(name))
            {
                throw new ConfigurationException(
                    $"The shutdown phases in 'akka.coordinated-shutdown.phases' depend on each other in a circle: " +
                    $"{string.Join(" -> ", open.SkipWhile(other => other != name).Append(name))}. Remove one of these 'depends-on' entries.");
            }

            open.Add(name);
            foreach (var before in phase.DependsOn)
                Visit(before);
            open.RemoveAt(open.Count - 1);
            sorted.Add(phase);
        }
    }
}
