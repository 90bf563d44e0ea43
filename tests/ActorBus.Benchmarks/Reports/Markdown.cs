using System.Globalization;
using System.Text;

namespace ActorBus.Benchmarks.Reports;

/// <summary>Results as Markdown tables: a row for each case, a column for each subject.</summary>
internal static class Markdown
{
    private const string NoNumber = "";

    /// <summary>Returns the tables of some results.</summary>
    public static string Of(IReadOnlyList<Result> results)
    {
        var text = new StringBuilder();
        List<Result> local = [.. results.Where(result => result.IsLocal)];
        List<Result> remote = [.. results.Where(result => result.IsRemote)];
        List<Result> start = [.. results.Except(local).Except(remote)];
        Table(text, "In process: million operations a second, the middle round (worst to best)", local, Millions);
        Table(text, "In process: bytes per operation", local, result => Number(result.BytesPerOperation, "N0"));
        Table(text, "In process: processor microseconds per operation", local, Microseconds);
        Table(text, "Over RabbitMQ: operations a second, the middle round (worst to best)", remote.Where(IsRate), Rates);
        Table(text, "Over RabbitMQ: milliseconds from the send to the handler, p50 / p99", remote.Where(result => !IsRate(result)), Latencies);
        Table(text, "Over RabbitMQ: bytes per operation", remote, result => Number(result.BytesPerOperation, "N0"));
        Table(text, "Over RabbitMQ: processor seconds for 100,000 operations, client / broker", remote, Seconds);
        Table(text, "Start and idle: the middle round (best to worst)", start, Rates, result => $"{result.Case}, {result.Unit}");
        return text.ToString();
    }

    /// <summary>Returns the table of the goals.</summary>
    public static string OfGoals(IReadOnlyList<Goal> goals)
    {
        if (goals.Count == 0) return "";
        var text = new StringBuilder("Goals\n\n| goal | case | wanted | measured | |\n|---|---|---|---|---|\n");
        foreach (var goal in goals) text.Append(goal.Row).Append('\n');
        return text.Append('\n').ToString();
    }

    private static void Table(
        StringBuilder text, string title, IEnumerable<Result> chosen, Func<Result, string> cell, Func<Result, string>? row = null)
    {
        List<Result> results = [.. chosen];
        if (results.Count == 0) return;
        List<string> subjects = [.. results.Select(result => result.Subject).Distinct()];
        text.Append($"{title}\n\n| case | {string.Join(" | ", subjects)} |\n|---|{string.Concat(subjects.Select(_ => "---|"))}\n");
        foreach (var group in results.GroupBy(row ?? (result => result.Case)))
        {
            var cells = subjects.Select(subject => group.FirstOrDefault(result => result.Subject == subject) is { } found ? cell(found) : NoNumber);
            text.Append($"| {group.Key} | {string.Join(" | ", cells)} |\n");
        }

        text.Append('\n');
    }

    private static bool IsRate(Result result) => result.Unit == "op/s";

    private static string Millions(Result result)
    {
        var format = result.Median < 100_000 ? "0.0000" : "0.00";
        return $"{Number(result.Median / 1e6, format)} ({Number(result.Min / 1e6, format)} to {Number(result.Max / 1e6, format)})";
    }

    private static string Microseconds(Result result) =>
        Number(1e6 * result.ClientSeconds / Result.Reference, result.ClientSeconds < 1 ? "0.00" : "0.0");

    private static string Rates(Result result)
    {
        var format = result.Median < 100 ? "0.0" : "N0";
        return result.Min.Equals(result.Max)
            ? Number(result.Median, format)
            : $"{Number(result.Median, format)} ({Number(result.Min, format)} to {Number(result.Max, format)})";
    }

    private static string Latencies(Result result) => $"{Number(result.Median, "0.0")} / {Number(result.P99, "0.0")}";

    private static string Seconds(Result result) => result.BrokerSeconds is { } broker
        ? $"{Number(result.ClientSeconds, "0.0")} / {Number(broker, "0.0")}"
        : Number(result.ClientSeconds, "0.0");

    private static string Number(double? number, string format) => number?.ToString(format, CultureInfo.InvariantCulture) ?? NoNumber;
}
