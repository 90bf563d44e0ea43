namespace ActorBus.Brokers;

/// <summary>How the broker's state compares to what is wanted of one exchange, queue or binding.</summary>
public enum TopologyState
{
    /// <summary>It is not there; declaring would make it.</summary>
    Missing,

    /// <summary>It is there.</summary>
    Present,

    /// <summary>It is there with other arguments; declaring it fails.</summary>
    Different,

    /// <summary>The broker does not say.</summary>
    Unknown,
}
