namespace ActorBus;

/// <summary>The buses are configured in a way that cannot work; all mistakes are reported together.</summary>
public sealed class BusConfigurationException : ActorBusException
{
    /// <summary>Reports the mistakes.</summary>
    public BusConfigurationException(IReadOnlyList<string> faults)
        : base($"The buses cannot be started, {(faults.Count == 1 ? "1 setting is" : $"{faults.Count} settings are")} wrong:\n- {string.Join("\n- ", faults)}") =>
        Faults = faults;

    /// <summary>The mistakes, one text each.</summary>
    public IReadOnlyList<string> Faults { get; }
}
