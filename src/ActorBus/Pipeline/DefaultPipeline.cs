using ActorBus.Messages;
using ActorBus.Pipeline.Phases;

namespace ActorBus.Pipeline;

/// <summary>What every bus does, in this order; listeners come in between by their priority.</summary>
internal static class DefaultPipeline
{
    /// <summary>The names of the phase actors; the index is that of the phase in a pipeline.</summary>
    public static readonly string[] PhaseNames =
        ["initialize", "detect-message-name", "route", "locate-handler", "invoke-handler", "finalize"];

    /// <summary>The priorities at which the phases of dispatch begin.</summary>
    public static readonly int[] PhasePriorities =
        [Priority.Initialize, Priority.DetectMessageName, Priority.Route, Priority.LocateHandler, Priority.InvokeHandler];

    /// <summary>The index of the phase that runs the handlers.</summary>
    public const int InvokeHandler = 4;

    /// <summary>The index of finalize among the phases.</summary>
    public const int Finalize = 5;

    public static PhaseStep[] Dispatch(MessageKind kind) => kind == MessageKind.Event
        ? [new InitializeStep(), new DetectMessageNameStep(), new RouteEventStep(), new LocateListenersStep(), new InvokeListenersStep()]
        : [new InitializeStep(), new DetectMessageNameStep(), new RouteStep(), new LocateHandlerStep(), new InvokeHandlerStep()];

    public static PhaseStep[] FinalizeSteps(MessageKind kind) => kind switch
    {
        MessageKind.Event => [new CollectFailuresStep()],
        MessageKind.Query => [new RejectQueryStep()],
        _ => [],
    };

    /// <summary>The phase a priority belongs to.</summary>
    public static int PhaseOf(int priority)
    {
        var index = Array.FindIndex(PhasePriorities, begin => priority >= begin);
        return index < 0 ? PhasePriorities.Length - 1 : index;
    }
}
