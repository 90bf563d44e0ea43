namespace ActorBus.Benchmarks.Reports;

/// <summary>The goals of the project, as ratios of one run wherever that is possible.</summary>
internal static class Goals
{
    private const string Own = "actorbus";
    private const double KiB = 1_024;
    private static readonly string[] Locals = ["command-sequential", "command-concurrent", "query-sequential", "query-concurrent"];
    private static readonly string[] Peers = ["masstransit", "wolverine", "wolverine-parallel"];

    /// <summary>Returns the goals that some results tell about.</summary>
    public static IReadOnlyList<Goal> Of(IReadOnlyList<Result> results) =>
    [
        .. Locals.SelectMany(name => Ratio(results, "times MassTransit's mediator", name, 5, ["masstransit"])),
        .. Locals.SelectMany(name => Ratio(results, "times Wolverine's inline call", name, 1, ["wolverine"])),
        // Twice what was measured in November: 2.1 microseconds.
        .. Number(results, "million events a second to three listeners", "event-3", 2 / 2.1, result => result.Median / 1e6, atLeast: true),
        .. Locals[..2].SelectMany(name => Number(results, "bytes per awaited command", name, 500, result => result.BytesPerOperation)),
        .. Remote(results).SelectMany(name => Ratio(results, "of the fastest hand-written twin", name, 0.9, Raw(results))),
        .. Remote(results).SelectMany(name => Ratio(results, "times the best peer", name, 1, Peers)),
        .. Ratio(results, "of the hand-written twin, p99", "latency-2000", 0.9, Raw(results), result => result.P99 ?? double.NaN),
        .. Ratio(results, "times the best peer, p99", "latency-2000", 1, Peers, result => result.P99 ?? double.NaN),
        .. Number(results, "bytes per publish", "publish-200", KiB, result => result.BytesPerOperation),
        .. Number(results, "bytes per delivery", "consume-200", 2 * KiB, result => result.BytesPerOperation),
        .. Number(results, "bytes per request and reply", "request-concurrent", 6 * KiB, result => result.BytesPerOperation),
        .. Number(results, "milliseconds from nothing to the first command", "start", 500, result => result.Median),
        .. results.Where(result => result.Case == "idle" && result.Subject.StartsWith(Own, StringComparison.Ordinal))
            .Select(result => new Goal($"percent of a core while idle, {result.Subject}", "idle", 1, Math.Round(result.Median, 2), AtLeast: false)),
    ];

    private static IReadOnlyList<string> Remote(IEnumerable<Result> results) =>
        [.. results.Where(result => result.IsRemote).Select(result => result.Case).Distinct()];

    private static IReadOnlyList<string> Raw(IEnumerable<Result> results) =>
        [.. results.Select(result => result.Subject).Where(name => name.StartsWith("raw", StringComparison.Ordinal)).Distinct()];

    private static IEnumerable<Goal> Number(
        IReadOnlyList<Result> results, string goal, string name, double wanted, Func<Result, double> number, bool atLeast = false) =>
        results.Where(result => result.Case == name && result.Subject == Own).Select(result => new Goal(goal, name, wanted, number(result), atLeast));

    /// <summary>Compares with the best of some other subjects, where a time is the better the shorter it is.</summary>
    private static IEnumerable<Goal> Ratio(
        IReadOnlyList<Result> results, string goal, string name, double wanted, IReadOnlyCollection<string> others, Func<Result, double>? number = null)
    {
        number ??= result => result.Median;
        var own = results.FirstOrDefault(result => result.Case == name && result.Subject == Own);
        List<double> theirs = [.. results.Where(result => result.Case == name && others.Contains(result.Subject)).Select(number)];
        if (own is null || theirs.Count == 0) yield break;
        yield return new Goal(goal, name, wanted, own.Unit == "op/s" ? number(own) / theirs.Max() : theirs.Min() / number(own), AtLeast: true);
    }
}
