namespace ActorBus.Pipeline;

/// <summary>How far a dispatch has come; it only goes up, and whoever moves it up owns what follows.</summary>
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
