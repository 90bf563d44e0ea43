using System.Text.RegularExpressions;
using ActorBus.Hosting.Configuration;
using ActorBus.RabbitMq;
using Akka.Configuration;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Hosting.Tests.Configuration;

/// <summary>The commented files in <c>hocon</c>.</summary>
internal static partial class Reference
{
    /// <summary>Those that describe what this configuration reads.</summary>
    public static readonly string[] Files = ["actorbus.conf", "distribution.conf", "recovery.conf", "rabbitmq.conf"];

    public static readonly IReadOnlyDictionary<string, Type?> Kinds = new Dictionary<string, Type?>(StringComparer.OrdinalIgnoreCase) { ["rabbitmq"] = typeof(RabbitMqOptions) };

    /// <summary>The text of a file.</summary>
    public static string Read(string file)
    {
        using var reader = new StreamReader(typeof(Reference).Assembly.GetManifestResourceStream(file)!);
        return reader.ReadToEnd();
    }

    /// <summary>The text of a file with its commented options and examples in force.</summary>
    public static string ReadWithExamples(string file) => Example().Replace(Read(file), "$1$2");

    /// <summary>What a text says, and what is wrong with it.</summary>
    public static (OptionValues Values, List<string> Faults) Parse(string text)
    {
        List<string> faults = [];
        var values = new OptionValues(faults);
        var root = new ConfigurationBuilder().AddHocon(ConfigurationFactory.ParseString(text)).Build();
        new OptionReader(values, Kinds, section => Place.Of(root, section, ""), isOwn: false, faults).ReadGroup(root.GetSection("ActorBus"), typeof(ConfiguredService), "");
        return (values, faults);
    }

    // A line of a comment that is a setting, the begin or end of a group, or a comment inside of an example.
    [GeneratedRegex("""^(\s*)#\s+(("[^"]+"|[\w.-]+)\s*[={].*|\}.*|#.*)$""", RegexOptions.Multiline)]
    private static partial Regex Example();
}
