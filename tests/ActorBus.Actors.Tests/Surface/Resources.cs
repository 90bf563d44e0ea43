namespace ActorBus.Tests.Actors.Surface;

/// <summary>The text files of this folder.</summary>
internal static class Resources
{
    public static string Read(string name)
    {
        using var stream = typeof(Resources).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"The test data '{name}' is missing; it belongs into tests/ActorBus.Actors.Tests/Surface.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    /// <summary>The lines that say something.</summary>
    public static string[] ReadLines(string name) =>
        [.. Read(name).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
}
