using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Hocon;

/// <summary>An object of a resolved configuration.</summary>
public sealed class HoconObject
{
    private readonly ObjectNode _node;
    private readonly string _path;

    internal HoconObject(ObjectNode node, string path)
    {
        _node = node;
        _path = path;
    }

    /// <summary>The fields in the order they were first written; a new dictionary with each call.</summary>
    public Dictionary<string, HoconValue> Items => _node.Fields.Keys.ToDictionary(key => key, key => GetKey(key)!);

    /// <summary>The value of a key.</summary>
    /// <param name="key">The key itself, not a path.</param>
    /// <returns>The value, or null if the object has no such key.</returns>
    public HoconValue? GetKey(string key) =>
        _node.Fields.TryGetValue(key, out var value) ? new HoconValue(value, HoconValue.Child(_path, key)) : null;

    /// <summary>The object as HOCON, without braces around it.</summary>
    /// <returns>Text that can be parsed again.</returns>
    public override string ToString() => Rendering.Render(_node);
}
