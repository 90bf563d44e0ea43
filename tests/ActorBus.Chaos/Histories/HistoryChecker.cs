using ActorBus.Brokers;

namespace ActorBus.Chaos.Histories;

/// <summary>Counts what became of each message of a history; a history is all it knows.</summary>
public static class HistoryChecker
{
    /// <summary>Judges a history.</summary>
    /// <param name="history">All that happened, in order.</param>
    /// <param name="ordered">True when messages were promised to come in the order in which they were sent.</param>
    public static Verdict Check(IReadOnlyList<HistoryEvent> history, bool ordered = false)
    {
        var started = Count(history.OfType<HistoryEvent.PublishStarted>().Select(publish => publish.Message));
        var confirmed = Count(Ended(history, status => status == PublishStatus.Confirmed));
        var certainlyNot = Count(Ended(
            history, status => status is PublishStatus.Failed or PublishStatus.Rejected or PublishStatus.Returned));
        var handled = Count(history.OfType<HistoryEvent.Handled>().Select(message => message.Message));
        var leftOver = Count(history.OfType<HistoryEvent.LeftOver>().Select(message => message.Message));
        var delivered = history.OfType<HistoryEvent.Delivered>().ToList();
        var fresh = Count(delivered.Where(delivery => !delivery.Redelivered).Select(delivery => delivery.Message));
        var seen = delivered.Select(delivery => delivery.Message).Concat(handled.Keys).Concat(leftOver.Keys).Distinct();

        int PossiblyStored(MessageRef message) => started.GetValueOrDefault(message) - certainlyNot.GetValueOrDefault(message);

        // Only what was sent once, and stored then, has a place among the others.
        bool SentOnce(MessageRef message) => started.GetValueOrDefault(message) == 1 && confirmed.ContainsKey(message);

        return new Verdict(
            Lost: [.. confirmed.Keys.Where(message => !handled.ContainsKey(message) && !leftOver.ContainsKey(message))],
            Phantoms: [.. seen.Where(message => PossiblyStored(message) == 0)],
            Duplicated: [.. fresh.Keys.Where(message => PossiblyStored(message) is > 0 and var times && fresh[message] > times)],
            Reordered: ordered ? [.. Reordered(delivered.Select(delivery => delivery.Message).Where(SentOnce))] : [],
            HandledAgain: handled.Values.Sum(times => times - 1));
    }

    private static IEnumerable<MessageRef> Reordered(IEnumerable<MessageRef> delivered)
    {
        var latest = new Dictionary<string, int>();
        foreach (var message in delivered.Distinct())
        {
            if (latest.TryGetValue(message.Sender, out var number) && message.Number < number) yield return message;
            else latest[message.Sender] = message.Number;
        }
    }

    private static IEnumerable<MessageRef> Ended(IEnumerable<HistoryEvent> history, Func<PublishStatus, bool> status) =>
        history.OfType<HistoryEvent.PublishEnded>().Where(publish => status(publish.Status)).Select(publish => publish.Message);

    private static Dictionary<MessageRef, int> Count(IEnumerable<MessageRef> messages) =>
        messages.CountBy(message => message).ToDictionary();
}
