namespace ActorBus.Pipeline;

/// <summary>The state of a dispatch, and with it who may touch it.</summary>
/// <remarks>
/// <code>
///            phases done, failed, given up          finalized            queue empty, committed
/// Dispatching ------------------------> Finalizing -----------> Settling ------------------------> Over
///                                            |                      |                               ^
///                                            +----------------------+-------------------------------+
///                                                                given up
/// </code>
/// A state never comes back. It is changed by compare and swap: whoever changes it owns the work that follows, and whoever comes too late leaves
/// the dispatch alone.
/// </remarks>
internal enum DispatchState
{
    /// <summary>In the phases, or at a handler.</summary>
    Dispatching,

    /// <summary>In finalize.</summary>
    Finalizing,

    /// <summary>Running the commands that were queued behind it, or committing the resources of the flow.</summary>
    Settling,

    /// <summary>The caller knows the outcome.</summary>
    Over,
}
