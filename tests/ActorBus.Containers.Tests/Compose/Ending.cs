namespace ActorBus.Containers.Tests.Compose;

/// <summary>How a service ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">What it wrote to its standard output.</param>
/// <param name="Errors">What it wrote to its standard error.</param>
internal sealed record Ending(int Code, string Output, string Errors)
{
    /// <summary>What the last line of its output says, by name.</summary>
    public IReadOnlyDictionary<string, string> Summary => Output.Split('\n')
        .Last(line => line.StartsWith("SUMMARY ", StringComparison.Ordinal)).Split(' ')[1..]
        .Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);

    /// <summary>Fails unless it ended as it should.</summary>
    public void ExpectSuccess() => Assert.True(Code == 0, $"It ended with {Code}:\n{Errors}\n{Output}");
}
