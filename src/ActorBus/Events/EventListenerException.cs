using System.Text;

namespace ActorBus;

/// <summary>Handlers of an event failed while the bus collected exceptions.</summary>
public sealed class EventListenerException : ActorBusException
{
    /// <summary>Collects the exceptions, in the order in which they happened.</summary>
    public EventListenerException(IReadOnlyList<Exception> listenerExceptions)
        : base(TextOf(listenerExceptions)) => ListenerExceptions = listenerExceptions;

    /// <summary>What the handlers threw, in order.</summary>
    public IReadOnlyList<Exception> ListenerExceptions { get; }

    private static string TextOf(IReadOnlyList<Exception> exceptions)
    {
        ArgumentNullException.ThrowIfNull(exceptions);
        var text = new StringBuilder("At least one event listener caused an exception. Check listener exceptions for details:\n");
        foreach (var exception in exceptions) text.Append(exception.Message).Append('\n');
        return text.ToString();
    }
}
