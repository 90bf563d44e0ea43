using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Tests.Distribution;

/// <summary>Notes what Akka itself warns of, and every dead letter that it would log.</summary>
internal sealed class AkkaLogReader : ReceiveActor
{
    public AkkaLogReader(ConcurrentQueue<string> said)
    {
        Receive<DeadLetter>(letter => said.Enqueue($"dead letter: {letter.Message.GetType()} from {letter.Sender} to {letter.Recipient}"));
        Receive<LogEvent>(entry =>
        {
            if (entry is Warning or Error || $"{entry.Message}".Contains("dead letter", StringComparison.OrdinalIgnoreCase)) said.Enqueue($"{entry}");
        });
    }

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(LogEvent));
        Context.System.EventStream.Subscribe(Self, typeof(DeadLetter));
    }
}
