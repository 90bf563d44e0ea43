namespace ActorBus.Pipeline;

/// <summary>Specifies the phases that every message goes through; the value is the priority at which the phase begins.</summary>
/// <remarks>A priority belongs to the last phase whose value it reaches; all priorities below 100000 belong to invoking.</remarks>
public enum Phase
{
    /// <summary>Invoke handler: runs the handler, or the listeners of an event.</summary>
    InvokeHandler = Priority.InvokeHandler,

    /// <summary>Locate handler: replaces an id by an instance; a command or query without a handler fails.</summary>
    LocateHandler = Priority.LocateHandler,

    /// <summary>Route: finds the handler or the listeners by the name of the message.</summary>
    Route = Priority.Route,

    /// <summary>Detect message name: gives a message without a name that of its type.</summary>
    DetectMessageName = Priority.DetectMessageName,

    /// <summary>Initialize: the first phase, in which a message that names itself gets its name.</summary>
    Initialize = Priority.Initialize,
}
