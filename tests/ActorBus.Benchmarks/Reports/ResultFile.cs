using System.Text.Json;

namespace ActorBus.Benchmarks.Reports;

/// <summary>Results as a JSON file.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes results; replaces the file.</summary>
    public static void Write(string file, IReadOnlyList<Result> results) => File.WriteAllText(file, JsonSerializer.Serialize(results, Json));

    /// <summary>Reads results that were written before.</summary>
    public static IReadOnlyList<Result> Read(string file) =>
        JsonSerializer.Deserialize<IReadOnlyList<Result>>(File.ReadAllText(file), Json)
        ?? throw new InvalidDataException($"'{file}' holds no results. Name a file that --json wrote.");
}
