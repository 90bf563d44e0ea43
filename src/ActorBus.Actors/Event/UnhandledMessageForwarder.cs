namespace ActorBus.Actors.Event;

/// <summary>Logs every unhandled message at debug level while <c>akka.actor.debug.unhandled</c> is on.</summary>
/// <remarks>A child of the system guardian; keeps no state.</remarks>
internal sealed class UnhandledMessageForwarder : ActorBase
{
    protected override bool Receive(object message)
    {
        if (message is not UnhandledMessage unhandled)
            return false;
        var sender = unhandled.Sender is { } known ? known.Path.ToString() : "NoSender";
        Context.System.EventStream.Publish(new Debug(
            unhandled.Recipient.Path.ToString(), unhandled.Recipient.GetType(), $"Unhandled message from {sender} : {unhandled.Message}"));
        return true;
    }
}
