namespace ActorBus.Actors.Event;

/// <summary>Logs dead letters and unhandled messages: the first ones of each period, then how many were left out.</summary>
/// <remarks>A child of the system guardian. A restart begins the count anew. Configured by <c>akka.log-dead-letters*</c>.</remarks>
public class DeadLetterListener : ActorBase
{
    internal static readonly Type[] Channels = [typeof(DeadLetter), typeof(Dropped), typeof(UnhandledMessage)];

    private readonly EventStream _eventStream = Context.System.EventStream;
    private readonly int _limit = Context.System.Settings.LogDeadLetters;
    private readonly TimeSpan _pause = Context.System.Settings.LogDeadLettersSuspendDuration;
    private int _count;
    private long _silentUntil;

    /// <inheritdoc/>
    protected override void PreStart()
    {
        foreach (var channel in Channels)
            _eventStream.Subscribe(Self, channel);
    }

    /// <inheritdoc/>
    protected override void PostStop() => _eventStream.Unsubscribe(Self);

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        if (message is not AllDeadLetters letter)
            return false;
        if (letter.Message is IDeadLetterSuppression)
            return true;
        _count++;
        var now = Environment.TickCount64;
        if (now < _silentUntil)
            return true;
        var more = "";
        if (_silentUntil > 0)
        {
            more = $" {_count - _limit - 1} were not logged since.";
            _count = 1;
            _silentUntil = 0;
        }
        else if (_count == _limit && _pause > TimeSpan.Zero)
        {
            more = $" No more are logged for {_pause}.";
            _silentUntil = now + (long)_pause.TotalMilliseconds;
        }

        Log(letter, more);
        return true;
    }

    private void Log(AllDeadLetters letter, string more)
    {
        var outcome = letter switch
        {
            UnhandledMessage => "was not handled by",
            Dropped dropped => $"was dropped ({dropped.Reason}) by",
            _ => "did not reach",
        };
        var content = WrappedMessage.Unwrap(letter.Message);
        _eventStream.Publish(new Info(
            letter.Recipient.Path.ToString(),
            letter.Recipient.GetType(),
            $"The message {content.GetType().Name} '{content}' from {letter.Sender} {outcome} {letter.Recipient}; dead letter number {_count}.{more} "
            + "Adjust with 'akka.log-dead-letters' and 'akka.log-dead-letters-during-shutdown'."));
    }
}
