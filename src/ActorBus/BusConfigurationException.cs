namespace ActorBus;

/// <summary>The exception that is thrown when the configuration of the buses is invalid. All faults are reported together.</summary>
public sealed class BusConfigurationException : ActorBusException
{
    /// <summary>Initializes the exception with the faults.</summary>
    public BusConfigurationException(IReadOnlyList<string> faults)
        : base($"The buses cannot be started, {(faults.Count == 1 ? "1 setting is" : $"{faults.Count} settings are")} wrong:\n- {string.Join("\n- ", faults)}") =>
        Faults = faults;

    /// <summary>The faults, one text each.</summary>
    public IReadOnlyList<string> Faults { get; }
}
