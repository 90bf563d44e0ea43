namespace ActorBus.Pipeline;

/// <summary>The priorities at which a bus does its own work; listeners of the same priority run after it.</summary>
public static class Priority
{
    /// <summary>Of dispatch: the first phase.</summary>
    public const int Initialize = 400_000;

    /// <summary>Of dispatch: the message gets its name.</summary>
    public const int DetectMessageName = 300_000;

    /// <summary>Of dispatch: handlers are found by name.</summary>
    public const int Route = 200_000;

    /// <summary>Of dispatch: ids become instances, and a command or query without a handler fails.</summary>
    public const int LocateHandler = 100_000;

    /// <summary>Of dispatch: the handlers run.</summary>
    public const int InvokeHandler = 0;

    /// <summary>Of finalize: the query bus fails the caller's task; the event bus hands over the exceptions it collected.</summary>
    public const int PromiseReject = 1_000;
}
