namespace ActorBus.Actors.TestKit.Filters;

/// <summary>Sees dead letters as the log entries they are for a test.</summary>
internal static class LogEntries
{
    public static readonly Type[] Channels = [typeof(LogEvent), typeof(DeadLetter)];

    public static LogEvent? From(object published) => published switch
    {
        LogEvent entry => entry,
        DeadLetter letter => Warning(letter.Recipient, letter),
        _ => null,
    };

    private static Warning Warning(IActorRef recipient, object message) => new(recipient.Path.ToString(), recipient.GetType(), message);
}
