namespace ActorBus.Pipeline;

/// <summary>The phases through which every message goes; the value is the priority at which the phase begins.</summary>
/// <remarks>A priority belongs to the last phase whose value it reaches; everything below 100000 belongs to invoking.</remarks>
public enum Phase
{
    /// <summary>Invoke handler: the handler, or the listeners of an event, run.</summary>
    InvokeHandler = Priority.InvokeHandler,

    /// <summary>Locate handler: an id becomes an instance; a command or query without a handler fails.</summary>
    LocateHandler = Priority.LocateHandler,

    /// <summary>Route: the handler or listeners are found by the message's name.</summary>
    Route = Priority.Route,

    /// <summary>Detect message name: a message that has no name yet gets that of its type.</summary>
    DetectMessageName = Priority.DetectMessageName,

    /// <summary>Initialize: the first phase; a message that names itself gets that name.</summary>
    Initialize = Priority.Initialize,
}
