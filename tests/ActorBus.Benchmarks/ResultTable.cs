using System.Globalization;
using System.Text.Json;

namespace ActorBus.Benchmarks;

/// <summary>Shows results as a table, or writes them as data.</summary>
internal static class ResultTable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Print(IReadOnlyList<Result> results)
    {
        if (results.Any(result => result.ClientSeconds is not null)) PrintWithProcessors(results);
        else PrintRates(results);
    }

    public static void Write(IReadOnlyList<Result> results, string file) =>
        File.WriteAllText(file, JsonSerializer.Serialize(results, Json));

    private static void PrintRates(IEnumerable<Result> results)
    {
        Console.WriteLine("| case | subject | median M/s | min | max | bytes/op |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var r in results)
            Line($"| {r.Case} | {r.Subject} | {r.Median / 1e6:0.00} | {r.Min / 1e6:0.00} | {r.Max / 1e6:0.00} | {r.BytesPerOperation:0.0} |");
    }

    private static void PrintWithProcessors(IEnumerable<Result> results)
    {
        Console.WriteLine("| case | subject | unit | median | min | max | p99 | bytes/op | client s/100,000 | broker s/100,000 |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var r in results)
        {
            var digits = r.Unit == "ms" ? "0.00" : "0";
            var rates = $"{In(digits, r.Median)} | {In(digits, r.Min)} | {In(digits, r.Max)} | {In(digits, r.P99)}";
            Line($"| {r.Case} | {r.Subject} | {r.Unit} | {rates} | {r.BytesPerOperation:0} | {r.ClientSeconds:0.00} | {r.BrokerSeconds:0.00} |");
        }
    }

    private static string In(string digits, double? number) => number?.ToString(digits, CultureInfo.InvariantCulture) ?? "";

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
