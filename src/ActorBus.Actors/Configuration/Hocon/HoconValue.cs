using ActorBus.Actors.Configuration.Tree;
using ActorBus.Actors.Configuration.Units;

namespace ActorBus.Actors.Configuration.Hocon;

/// <summary>A value of a configuration: a string, number, boolean, null, list or object.</summary>
/// <remarks>A getter that cannot convert the value throws a <see cref="ConfigurationException"/> with path, value and origin.</remarks>
public sealed class HoconValue
{
    private readonly string _path;

    internal HoconValue(Node node, string path)
    {
        Node = node;
        _path = path;
    }

    /// <summary>Whether this is an object without fields.</summary>
    public bool IsEmpty => Node is ObjectNode { Fields.Count: 0 };

    internal Node Node { get; }

    /// <summary>Whether this is a string, number, boolean or null.</summary>
    /// <returns>True if <see cref="GetString"/> gives a result.</returns>
    public bool IsString() => Node is ScalarNode;

    /// <summary>Whether this is a list.</summary>
    /// <returns>True for a list; an object with numeric keys is none, though <see cref="GetArray"/> accepts it.</returns>
    public bool IsArray() => Node is ListNode;

    /// <summary>Whether this is an object.</summary>
    /// <returns>True if <see cref="GetObject"/> gives a result.</returns>
    public bool IsObject() => Node is ObjectNode;

    /// <summary>The value as an object.</summary>
    /// <returns>The object, or null if it is something else.</returns>
    public HoconObject? GetObject() => Node is ObjectNode node ? new HoconObject(node, _path) : null;

    /// <summary>The field of this object with that key.</summary>
    /// <param name="key">The key itself, not a path.</param>
    /// <returns>The value, or null if there is none or this is no object.</returns>
    public HoconValue? GetChildObject(string key) => GetObject()?.GetKey(key);

    /// <summary>The elements of the list, or of an object with numeric keys in their order.</summary>
    /// <returns>The elements.</returns>
    public IList<HoconValue> GetArray()
    {
        var items = Node switch
        {
            ListNode list => list.Items,
            ObjectNode tree when NumberedKeys.Sort(tree.Fields) is { Count: > 0 } sorted => sorted,
            _ => throw Wrong("a list, or an object with numeric keys"),
        };
        return [.. items.Select((item, index) => new HoconValue(item, $"{_path}[{index}]"))];
    }

    /// <summary>The value as a string.</summary>
    /// <returns>The text, or null for the value null.</returns>
    public string? GetString() => Node is ScalarNode scalar ? (scalar.IsNull ? null : scalar.Text) : throw Wrong("a string");

    /// <summary>The value as a boolean: true, on, yes or false, off, no.</summary>
    /// <returns>The boolean.</returns>
    public bool GetBoolean() => Convert(BooleanText.Parse, BooleanText.Form);

    /// <summary>The value as a byte.</summary>
    /// <returns>The number.</returns>
    public byte GetByte() => (byte)Whole(byte.MinValue, byte.MaxValue);

    /// <summary>The value as a 32-bit number.</summary>
    /// <returns>The number.</returns>
    public int GetInt() => (int)Whole(int.MinValue, int.MaxValue);

    /// <summary>The value as a 64-bit number.</summary>
    /// <returns>The number.</returns>
    public long GetLong() => Whole(long.MinValue, long.MaxValue);

    /// <summary>The value as a single-precision number.</summary>
    /// <returns>The number.</returns>
    public float GetFloat() => Convert(NumberText.Single, "a number");

    /// <summary>The value as a double-precision number.</summary>
    /// <returns>The number.</returns>
    public double GetDouble() => Convert(NumberText.Double, "a number");

    /// <summary>The value as a decimal number.</summary>
    /// <returns>The number.</returns>
    public decimal GetDecimal() => Convert(NumberText.Decimal, "a decimal number");

    /// <summary>The value as a number of bytes, such as 64k or 1.5 MiB.</summary>
    /// <returns>The number of bytes, or null for null and for an empty string.</returns>
    public long? GetByteSize() => string.IsNullOrEmpty(GetString()) ? null : Convert(ByteSizeText.Parse, ByteSizeText.Form);

    /// <summary>The value as a duration, such as 10s, or a number of milliseconds.</summary>
    /// <param name="allowInfinite">Whether the word infinite stands for <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <returns>The duration; never negative except for infinite.</returns>
    public TimeSpan GetTimeSpan(bool allowInfinite = true) =>
        allowInfinite && "infinite".Equals((Node as ScalarNode)?.Text.Trim(), StringComparison.OrdinalIgnoreCase)
            ? Timeout.InfiniteTimeSpan
            : Convert(DurationText.Parse, allowInfinite ? DurationText.Form + " or 'infinite'" : DurationText.Form);

    /// <summary>The elements as strings.</summary>
    /// <returns>The list; an element null is null.</returns>
    public IList<string> GetStringList() => List(value => value.GetString()!);

    /// <summary>The elements as booleans.</summary>
    /// <returns>The list.</returns>
    public IList<bool> GetBooleanList() => List(value => value.GetBoolean());

    /// <summary>The elements as bytes.</summary>
    /// <returns>The list.</returns>
    public IList<byte> GetByteList() => List(value => value.GetByte());

    /// <summary>The elements as 32-bit numbers.</summary>
    /// <returns>The list.</returns>
    public IList<int> GetIntList() => List(value => value.GetInt());

    /// <summary>The elements as 64-bit numbers.</summary>
    /// <returns>The list.</returns>
    public IList<long> GetLongList() => List(value => value.GetLong());

    /// <summary>The elements as single-precision numbers.</summary>
    /// <returns>The list.</returns>
    public IList<float> GetFloatList() => List(value => value.GetFloat());

    /// <summary>The elements as double-precision numbers.</summary>
    /// <returns>The list.</returns>
    public IList<double> GetDoubleList() => List(value => value.GetDouble());

    /// <summary>The elements as decimal numbers.</summary>
    /// <returns>The list.</returns>
    public IList<decimal> GetDecimalList() => List(value => value.GetDecimal());

    /// <summary>This value as a configuration of its own.</summary>
    /// <returns>A configuration whose root is this value.</returns>
    public Config ToConfig() => new(new HoconRoot(this));

    /// <summary>A configuration with this value at one key.</summary>
    /// <param name="key">The key itself, not a path.</param>
    /// <returns>A configuration with that one field.</returns>
    public Config AtKey(string key)
    {
        var parent = new ObjectNode(Node.Origin);
        parent.Assign(key, Node);
        return new Config(parent, null);
    }

    /// <summary>The value as HOCON.</summary>
    /// <returns>Text that can be parsed again.</returns>
    public override string ToString() => Rendering.Render(Node);

    internal static string Child(string path, string key) => path.Length == 0 ? TextForm.Key(key) : $"{path}.{TextForm.Key(key)}";

    private T Convert<T>(Func<string, T?> parse, string form)
        where T : struct
    {
        if (Node is ScalarNode { IsNull: false } scalar && parse(scalar.Text) is { } value)
            return value;
        throw Wrong(form);
    }

    private long Whole(long minimum, long maximum) =>
        Convert(text => NumberText.Whole(text, minimum, maximum), $"a whole number from {minimum} to {maximum}");

    private List<T> List<T>(Func<HoconValue, T> convert) => [.. GetArray().Select(convert)];

    private ConfigurationException Wrong(string expected)
    {
        var found = Node switch
        {
            ScalarNode { IsNull: true } => "null",
            ScalarNode scalar => $"'{scalar.Text}'",
            ListNode => "a list",
            ObjectNode => "an object",
            _ => "a substitution that is not resolved yet (make a Config of it first)",
        };
        return new ConfigurationException($"{Node.Origin}: expected '{_path}' to be {expected}, but found {found}.");
    }
}
