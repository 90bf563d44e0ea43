using System.Globalization;

namespace ActorBus.Chaos;

/// <summary>What the command line says.</summary>
/// <param name="Messages">How many messages are sent.</param>
/// <param name="Seed">Decides what is killed, and when.</param>
/// <param name="Workers">How many processes consume.</param>
/// <param name="Pause">The longest pause between two faults, in milliseconds.</param>
/// <param name="Faults">What may be killed.</param>
internal sealed record ChaosOptions(int Messages, int Seed, int Workers, int Pause, IReadOnlyList<Fault> Faults)
{
    public static ChaosOptions Parse(string[] arguments)
    {
        var options = new ChaosOptions(200_000, 1, 3, 3_000, Enum.GetValues<Fault>());
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"'{arguments[i]}' needs a value.");
            options = arguments[i] switch
            {
                "--messages" => options with { Messages = Number(arguments[i], value) },
                "--seed" => options with { Seed = Number(arguments[i], value) },
                "--workers" => options with { Workers = Number(arguments[i], value) },
                "--pause" => options with { Pause = Number(arguments[i], value) },
                "--faults" => options with { Faults = [.. value.Split(',').Select(Word)] },
                _ => throw new ArgumentException($"'{arguments[i]}' is not known; there are --messages, --seed, --workers, --pause and --faults."),
            };
        }

        return options;
    }

    private static int Number(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"{name} is '{value}'. Use a whole number above 0.");

    private static Fault Word(string word) => Enum.TryParse<Fault>(word, ignoreCase: true, out var fault) && Enum.IsDefined(fault)
        ? fault
        : throw new ArgumentException($"'{word}' cannot be killed; there are {string.Join(", ", Enum.GetNames<Fault>()).ToLowerInvariant()}.");
}
