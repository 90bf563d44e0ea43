namespace ActorBus.Pipeline;

/// <summary>The progress of a dispatch. The stage only increases, and the thread that increases it owns the following work.</summary>
internal static class DispatchStage
{
    /// <summary>In the phases, or at a handler.</summary>
    public const int Dispatching = 0;

    /// <summary>In finalize.</summary>
    public const int Finalizing = 1;

    /// <summary>Waiting for its nested commands, or committing the flow's resources.</summary>
    public const int Settling = 2;

    /// <summary>The caller knows.</summary>
    public const int Over = 3;
}
