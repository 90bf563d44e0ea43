namespace ActorBus.Distribution.Bridges;

/// <summary>How far one handler's share of a delivery is.</summary>
internal enum ShareState
{
    /// <summary>Waits behind another message of its key.</summary>
    InLine,

    /// <summary>Waits until fewer handlers run.</summary>
    WaitsForPlace,

    /// <summary>At the handler.</summary>
    Running,

    /// <summary>Waits in the process for the next try.</summary>
    Pausing,

    /// <summary>Its outcome is being decided, answered or stored.</summary>
    Ends,

    /// <summary>Done.</summary>
    Ended,
}
