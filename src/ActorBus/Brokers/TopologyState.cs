namespace ActorBus.Brokers;

/// <summary>Specifies how an exchange, queue or binding on the broker compares to the wanted one.</summary>
public enum TopologyState
{
    /// <summary>It does not exist; declaring would create it.</summary>
    Missing,

    /// <summary>It exists.</summary>
    Present,

    /// <summary>It exists with other arguments; declaring it fails.</summary>
    Different,

    /// <summary>The broker does not tell.</summary>
    Unknown,
}
