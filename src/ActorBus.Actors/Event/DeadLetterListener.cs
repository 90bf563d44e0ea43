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
        if (_silentUntil > 0)
            BreakSilence(letter);
        else if (_count == _limit)
            LogLast(letter);
        else
            Log(letter, "");
        return true;
    }

    private void BreakSilence(AllDeadLetters letter)
    {
        if (Environment.TickCount64 < _silentUntil)
            return;
        Log(letter, $", of which {_count - _limit - 1} were not logged. The counter will be reset now");
        _count = 0;
        _silentUntil = 0;
    }

    private void LogLast(AllDeadLetters letter)
    {
        if (_pause == Timeout.InfiniteTimeSpan)
        {
            Log(letter, ", no more dead letters will be logged");
            Context.Stop(Self);
            return;
        }

        Log(letter, $", no more dead letters will be logged in next [{_pause}]");
        _silentUntil = Environment.TickCount64 + (long)_pause.TotalMilliseconds;
    }

    private void Log(AllDeadLetters letter, string more)
    {
        var content = WrappedMessage.Unwrap(letter.Message);
        var kind = content.GetType().Name;
        var wrapped = letter.Message is IWrappedMessage ? $" wrapped in [{letter.Message.GetType().Name}]" : "";
        var outcome = letter switch
        {
            UnhandledMessage => $"{To(letter)} was unhandled.",
            Dropped dropped => $"{To(letter)} was dropped. {dropped.Reason}.",
            _ => $" to {letter.Recipient} was not delivered.",
        };
        var text = $"Message [{kind}]{wrapped}{From(letter)}{outcome} [{_count}] dead letters encountered{more}. "
            + "Adjust this logging with 'akka.log-dead-letters' and 'akka.log-dead-letters-during-shutdown'.";
        if (content.ToString() is { } shown && shown != kind)
            text += $" Message content: {shown}";
        _eventStream.Publish(new Info(letter.Recipient.Path.ToString(), letter.Recipient.GetType(), text));
    }

    private static string From(AllDeadLetters letter) => letter.Sender.IsNobody() ? "" : $" from {letter.Sender}";

    private static string To(AllDeadLetters letter) => letter.Recipient.IsNobody() ? "" : $" to {letter.Recipient}";
}
