using System.Globalization;

namespace ActorBus.Benchmarks;

/// <summary>What the command line says.</summary>
internal sealed record Options(string? Json, int Rounds, string? Case)
{
    public static Options Parse(string[] args)
    {
        var options = new Options(null, 7, null);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"'{args[i]}' needs a value.");
            options = args[i] switch
            {
                "--json" => options with { Json = value },
                "--rounds" => options with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
                "--case" => options with { Case = value },
                _ => throw new ArgumentException($"'{args[i]}' is not known; there are --json FILE, --rounds N and --case NAME."),
            };
        }

        return options;
    }
}
