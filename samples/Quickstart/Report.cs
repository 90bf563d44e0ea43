using Quickstart.Counting;

namespace Quickstart;

/// <summary>Says at the end what became of everything: a table for people, a line for programs.</summary>
internal static class Report
{
    /// <summary>Of a whole run.</summary>
    public static void WriteAll(TextWriter output, Tally tally)
    {
        WriteTable(output, tally);
        var now = tally.Now;
        output.WriteLine($"SUMMARY {Sending(now)} {Handling(now)} lost={now.Lost}");
    }

    /// <summary>Of a process that only sends: its part of the line.</summary>
    public static void WriteSender(TextWriter output, Tally tally)
    {
        WriteTable(output, tally);
        output.WriteLine($"SUMMARY {Sending(tally.Now)}");
    }

    /// <summary>Of a process that runs a service: its part of the line.</summary>
    public static void WriteService(TextWriter output, Tally tally)
    {
        WriteTable(output, tally);
        output.WriteLine($"SUMMARY sent={tally.Now.Sent} expected={tally.Now.Expected} {Handling(tally.Now)}");
    }

    private static string Sending(Counts now) => $"lines={now.Lines} rejected={now.Rejected} sent={now.Sent} expected={now.Expected}";

    private static string Handling(Counts now) => $"handled={now.Handled} retried={now.Retried} dead_lettered={now.DeadLettered}";

    private static void WriteTable(TextWriter output, Tally tally)
    {
        var now = tally.Now;
        if (now.Lines > 0) output.WriteLine($"{now.Lines} lines read, {now.Rejected} rejected");
        output.WriteLine($"{now.Sent} messages sent, of which {now.Expected} copies must reach a handler");
        output.WriteLine();
        if (tally.Handlers.Count == 0) return;
        var width = tally.Handlers.Max(handler => NameOf(handler).Length);
        output.WriteLine($"{"handler".PadRight(width)}  {"handled",8}  {"retried",8}  {"dead letters",12}");
        foreach (var handler in tally.Handlers)
            output.WriteLine($"{NameOf(handler).PadRight(width)}  {handler.Handled,8}  {handler.Retried,8}  {handler.DeadLettered,12}");
        output.WriteLine();
    }

    private static string NameOf(HandlerCounts handler) => handler.Name.Length == 0 ? "(no handler)" : handler.Name;
}
