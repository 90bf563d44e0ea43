using System.Diagnostics.CodeAnalysis;
using ActorBus.Actors.Configuration.Hocon;
using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration;

/// <summary>A configuration: a tree of values that are read by path.</summary>
/// <remarks>
/// <para>Immutable and safe to share. A path is keys joined by dots; a key with a dot in it stands in quotes.</para>
/// <para>
/// Substitutions are resolved when a value is first read, over this configuration and its fallbacks together. Every reading
/// member throws a <see cref="ConfigurationException"/> if they cannot be, and if a value cannot be converted to what was asked
/// for. A missing value is no error where the getter has a default.
/// </para>
/// </remarks>
public sealed class Config
{
    /// <summary>A configuration without values.</summary>
    public static readonly Config Empty = new();

    private readonly Node _own;
    private readonly Node _tree;
    private readonly Lazy<Resolution> _resolution;

    /// <summary>Makes a configuration without values.</summary>
    public Config()
        : this(new ObjectNode(new Origin("empty", 0, 0)), null)
    {
    }

    /// <summary>Makes a configuration of what the parser returned.</summary>
    /// <param name="root">The parsed root.</param>
    public Config(HoconRoot root)
        : this((root ?? throw new ArgumentNullException(nameof(root))).Value.Node, null)
    {
    }

    /// <summary>Makes a configuration with a fallback.</summary>
    /// <param name="source">The values that win.</param>
    /// <param name="fallback">The values that fill its gaps.</param>
    public Config(Config source, Config? fallback)
        : this((source ?? throw new ArgumentNullException(nameof(source)))._tree, fallback)
    {
    }

    internal Config(Node own, Config? fallback)
    {
        _own = own;
        Fallback = fallback;
        _tree = fallback is null ? own : Layering.Over(own, fallback._tree);
        _resolution = new Lazy<Resolution>(() => Resolution.Of(_tree));
    }

    /// <summary>The configuration that fills the gaps of this one, if any.</summary>
    public Config? Fallback { get; }

    /// <summary>Whether there are no values at all.</summary>
    public bool IsEmpty => _tree is ObjectNode { Fields.Count: 0 };

    /// <summary>The root value, fallbacks included.</summary>
    public HoconValue Root => new(_resolution.Value.Require(), "");

    /// <summary>Parses a text as a configuration.</summary>
    /// <param name="str">The HOCON text.</param>
    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    /// <summary>Adds a text as a fallback.</summary>
    /// <param name="config">The values that win.</param>
    /// <param name="fallback">HOCON text that fills its gaps.</param>
    /// <returns>The merged configuration.</returns>
    public static Config operator +(Config config, string fallback) => config.WithFallback(ConfigurationFactory.ParseString(fallback));

    /// <summary>Adds a configuration as the fallback of a text.</summary>
    /// <param name="configHocon">HOCON text, whose values win.</param>
    /// <param name="fallbackConfig">The values that fill its gaps.</param>
    /// <returns>The merged configuration.</returns>
    public static Config operator +(string configHocon, Config fallbackConfig) =>
        ConfigurationFactory.ParseString(configHocon).WithFallback(fallbackConfig);

    /// <summary>This configuration with another one filling its gaps; objects merge, anything else here wins.</summary>
    /// <param name="fallback">The configuration behind this one; null changes nothing.</param>
    /// <returns>A new configuration; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">The fallback is this configuration itself.</exception>
    public Config WithFallback(Config? fallback)
    {
        if (ReferenceEquals(fallback, this))
            throw new ArgumentException("A configuration cannot be its own fallback.", nameof(fallback));
        if (fallback is null)
            return this;
        return IsEmpty ? fallback : new Config(_tree, fallback);
    }

    /// <summary>Whether there is a value at the path; null is a value.</summary>
    /// <param name="path">The path.</param>
    /// <returns>True if there is one.</returns>
    public bool HasPath(string path) => GetValue(path) is not null;

    /// <summary>The value at the path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The value, or null if there is none.</returns>
    public HoconValue? GetValue(string path)
    {
        HoconValue? value = Root;
        foreach (var key in ConfigPath.Split(path))
            value = value?.GetChildObject(key);
        return value;
    }

    /// <summary>The part of the configuration at the path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>A configuration whose root is the value there, or null if there is none.</returns>
    public Config? GetConfig(string path) => GetValue(path)?.ToConfig();

    /// <summary>A string.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">The result if there is no value.</param>
    /// <returns>The string, or null for the value null.</returns>
    [return: NotNullIfNotNull(nameof(@default))]
    public string? GetString(string path, string? @default = null) => GetValue(path) is { } value ? value.GetString()! : @default;

    /// <summary>A boolean: true, on, yes or false, off, no.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">The result if there is no value.</param>
    /// <returns>The boolean.</returns>
    public bool GetBoolean(string path, bool @default = false) => GetValue(path)?.GetBoolean() ?? @default;

    /// <summary>A 32-bit number.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">The result if there is no value.</param>
    /// <returns>The number.</returns>
    public int GetInt(string path, int @default = 0) => GetValue(path)?.GetInt() ?? @default;

    /// <summary>A 64-bit number.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">The result if there is no value.</param>
    /// <returns>The number.</returns>
    public long GetLong(string path, long @default = 0) => GetValue(path)?.GetLong() ?? @default;

    /// <summary>A single-precision number.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">The result if there is no value.</param>
    /// <returns>The number.</returns>
    public float GetFloat(string path, float @default = 0) => GetValue(path)?.GetFloat() ?? @default;

    /// <summary>A double-precision number.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">The result if there is no value.</param>
    /// <returns>The number.</returns>
    public double GetDouble(string path, double @default = 0) => GetValue(path)?.GetDouble() ?? @default;

    /// <summary>A decimal number.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">The result if there is no value.</param>
    /// <returns>The number.</returns>
    public decimal GetDecimal(string path, decimal @default = 0) => GetValue(path)?.GetDecimal() ?? @default;

    /// <summary>A number of bytes, such as 64k or 1.5 MiB.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The number of bytes, or null if there is no value.</returns>
    public long? GetByteSize(string path) => GetByteSize(path, null);

    /// <summary>A number of bytes, such as 64k or 1.5 MiB.</summary>
    /// <param name="path">The path.</param>
    /// <param name="def">The result if there is no value.</param>
    /// <returns>The number of bytes, or null for null and for an empty string.</returns>
    public long? GetByteSize(string path, long? def = null) => GetValue(path) is { } value ? value.GetByteSize() : def;

    /// <summary>A duration such as 10s, or a number of milliseconds.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">The result if there is no value; zero if not given.</param>
    /// <param name="allowInfinite">Whether the word infinite stands for <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <returns>The duration.</returns>
    public TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        GetValue(path)?.GetTimeSpan(allowInfinite) ?? @default.GetValueOrDefault();

    /// <summary>A list of strings.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The strings; empty if there is no value.</returns>
    public IList<string> GetStringList(string path) => GetStringList(path, []);

    /// <summary>A list of strings.</summary>
    /// <param name="path">The path.</param>
    /// <param name="defaultPaths">The result if there is no value.</param>
    /// <returns>The strings.</returns>
    public IList<string> GetStringList(string path, string[] defaultPaths) => GetValue(path)?.GetStringList() ?? defaultPaths;

    /// <summary>A list of booleans.</summary>
    /// <param name="path">The path; the list must exist.</param>
    /// <returns>The booleans.</returns>
    public IList<bool> GetBooleanList(string path) => Require(path).GetBooleanList();

    /// <summary>A list of bytes.</summary>
    /// <param name="path">The path; the list must exist.</param>
    /// <returns>The bytes.</returns>
    public IList<byte> GetByteList(string path) => Require(path).GetByteList();

    /// <summary>A list of 32-bit numbers.</summary>
    /// <param name="path">The path; the list must exist.</param>
    /// <returns>The numbers.</returns>
    public IList<int> GetIntList(string path) => Require(path).GetIntList();

    /// <summary>A list of 64-bit numbers.</summary>
    /// <param name="path">The path; the list must exist.</param>
    /// <returns>The numbers.</returns>
    public IList<long> GetLongList(string path) => Require(path).GetLongList();

    /// <summary>A list of single-precision numbers.</summary>
    /// <param name="path">The path; the list must exist.</param>
    /// <returns>The numbers.</returns>
    public IList<float> GetFloatList(string path) => Require(path).GetFloatList();

    /// <summary>A list of double-precision numbers.</summary>
    /// <param name="path">The path; the list must exist.</param>
    /// <returns>The numbers.</returns>
    public IList<double> GetDoubleList(string path) => Require(path).GetDoubleList();

    /// <summary>A list of decimal numbers.</summary>
    /// <param name="path">The path; the list must exist.</param>
    /// <returns>The numbers.</returns>
    public IList<decimal> GetDecimalList(string path) => Require(path).GetDecimalList();

    /// <summary>The fields of the root, fallbacks included.</summary>
    /// <returns>Keys with their values, in the order they were first written.</returns>
    public IEnumerable<KeyValuePair<string, HoconValue>> AsEnumerable() => Root.GetObject()?.Items ?? [];

    /// <summary>The configuration as HOCON, without its fallbacks.</summary>
    /// <returns>Text that can be parsed again; if it cannot be resolved, a comment that says why.</returns>
    public override string ToString() => Render(ReferenceEquals(_own, _tree) ? _resolution.Value : Resolution.Of(_own));

    /// <summary>The configuration as HOCON.</summary>
    /// <param name="includeFallback">Whether the values of its fallbacks are part of it.</param>
    /// <returns>Text that can be parsed again; if it cannot be resolved, a comment that says why.</returns>
    public string ToString(bool includeFallback) => includeFallback ? Render(_resolution.Value) : ToString();

    private static string Render(Resolution resolution) =>
        resolution.Tree is { } tree ? Rendering.Render(tree) : $"# {resolution.Failure!.Message}\n";

    private HoconValue Require(string path) => GetValue(path) ?? throw new ConfigurationException(
        $"{_tree.Origin}: expected a list at '{path}', but there is no value. Define it, or ask HasPath first.");
}
