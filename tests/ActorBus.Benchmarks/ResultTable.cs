using System.Globalization;
using System.Text.Json;

namespace ActorBus.Benchmarks;

/// <summary>Shows results as a table, or writes them as data.</summary>
internal static class ResultTable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Print(IEnumerable<Result> results)
    {
        var line = CultureInfo.InvariantCulture;
        Console.WriteLine("| case | subject | median M/s | min | max | bytes/op |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var r in results)
            Console.WriteLine(string.Create(line, $"| {r.Case} | {r.Subject} | {r.Median / 1e6:0.00} | {r.Min / 1e6:0.00} | {r.Max / 1e6:0.00} | {r.BytesPerOperation:0.0} |"));
    }

    public static void Write(IReadOnlyList<Result> results, string file) =>
        File.WriteAllText(file, JsonSerializer.Serialize(results, Json));
}
