using System.Text;

namespace ActorBus;

/// <summary>The exception that is thrown when handlers of an event failed while the bus collects exceptions.</summary>
public sealed class EventListenerException : ActorBusException
{
    /// <summary>Initializes the exception with the exceptions of the handlers, in the order in which they occurred.</summary>
    public EventListenerException(IReadOnlyList<Exception> listenerExceptions)
        : base(TextOf(listenerExceptions)) => ListenerExceptions = listenerExceptions;

    /// <summary>The exceptions of the handlers, in the order in which they occurred.</summary>
    public IReadOnlyList<Exception> ListenerExceptions { get; }

    private static string TextOf(IReadOnlyList<Exception> exceptions)
    {
        ArgumentNullException.ThrowIfNull(exceptions);
        var text = new StringBuilder("At least one event listener caused an exception. Check listener exceptions for details:\n");
        foreach (var exception in exceptions) text.Append(exception.Message).Append('\n');
        return text.ToString();
    }
}
