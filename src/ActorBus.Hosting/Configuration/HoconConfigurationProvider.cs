using Akka.Configuration;
using Akka.Configuration.Hocon;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Hosting.Configuration;

/// <summary>
/// Flattens the HOCON object <c>actorbus</c> into the keys of the section <c>ActorBus</c>, and records where each of them was written.
/// </summary>
internal sealed class HoconConfigurationProvider(Func<Config> read) : ConfigurationProvider
{
    private const int MaxDepth = 32;

    // Below these words, names are defined by users and kept as written; all other words are options.
    private static readonly HashSet<string> Named =
    [
        "services", "buses", "handlers", "brokers", "distributed-buses", "rules", "routes", "headers", "publishers", "consumers", "commands", "events",
    ];

    // Names of messages and types contain dots and are often not quoted.
    private static readonly HashSet<string> Dotted = ["routes", "rules"];

    private readonly Dictionary<string, string> _places = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the path of a key as written in the HOCON.</summary>
    public string PlaceOf(string key) => _places.GetValueOrDefault(key, key);

    /// <inheritdoc/>
    public override void Load()
    {
        Data.Clear();
        _places.Clear();
        var hocon = read();
        if (!hocon.IsEmpty && hocon.HasPath("actorbus")) Add("ActorBus", "actorbus", hocon.GetConfig("actorbus").Root, word: null, depth: 0);
    }

    private void Add(string key, string place, HoconValue value, string? word, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new FormatException($"{place}: this refers to itself, or is nested more than {MaxDepth} deep. Akka's HOCON has no ${{?NAME}}; "
                + "for an environment variable use the host's configuration (ActorBus__RabbitMq__Password).");
        }

        if (!_places.TryAdd(key, place))
            throw new FormatException($"{place}: '{_places[key]}' is the same key, for IConfiguration ignores capitals, and dashes in options are left out. Keep one of them.");
        if (value.IsObject()) AddAll(key, place, "", value.GetObject(), word, depth);
        else if (value.IsArray()) foreach (var (index, item) in value.GetArray().Index()) Add($"{key}:{index}", $"{place}.{index}", item, null, depth + 1);
        else Data[key] = value.Values is [HoconArray] ? "" : value.GetString();
    }

    private void AddAll(string key, string place, string prefix, HoconObject items, string? word, int depth)
    {
        var areNames = word is not null && Named.Contains(word);
        if (items.Items.Count == 0) Data[key] = null;
        foreach (var (name, value) in items.Items)
        {
            var below = $"{place}.{(name.Contains('.', StringComparison.Ordinal) ? $"\"{name}\"" : name)}";
            if (name.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal))
            {
                throw new FormatException($"{below}: this name has a colon, with which IConfiguration ends a word. Choose another name; a route can be "
                    + "written without one: routes = [{ match = \"^(?:a|b)\", handlers = [one] }].");
            }

            if (areNames && Dotted.Contains(word!) && value.IsObject()) AddAll(key, below, $"{prefix}{name}.", value.GetObject(), word, depth + 1);
            else Add($"{key}:{(areNames ? prefix + name : OptionOf(name))}", below, value, areNames ? null : name, depth + 1);
        }
    }

    /// <summary>Returns the name of an option as in other sources: <c>send-timeout</c> is <c>SendTimeout</c>.</summary>
    private static string OptionOf(string word) => string.Concat(word.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
