namespace ActorBus.Pipeline;

/// <summary>The priorities at which a bus does its own work; listeners of the same priority run after it.</summary>
public static class Priority
{
    /// <summary>The first phase of dispatch.</summary>
    public const int Initialize = 400_000;

    /// <summary>The phase of dispatch in which the message gets its name.</summary>
    public const int DetectMessageName = 300_000;

    /// <summary>The phase of dispatch in which handlers are found by name.</summary>
    public const int Route = 200_000;

    /// <summary>The phase of dispatch in which ids are replaced by instances, and a command or query without a handler fails.</summary>
    public const int LocateHandler = 100_000;

    /// <summary>The phase of dispatch in which the handlers run.</summary>
    public const int InvokeHandler = 0;

    /// <summary>
    /// The priority in finalize at which the query bus fails the task of the caller, and the event bus reports the exceptions it collected.
    /// </summary>
    public const int PromiseReject = 1_000;
}
