using System.Diagnostics.CodeAnalysis;

namespace ActorBus.Actors;

/// <summary>The place of an actor in the tree: the address of its system and the names from the root down to it.</summary>
/// <remarks>
/// Two paths are equal when address and names are; the incarnation (<see cref="Uid"/>) is not compared. References compare it.
/// </remarks>
public abstract class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    /// <summary>The symbols allowed in a name besides ASCII letters and digits.</summary>
    public const string ValidSymbols = "\"-_.*$+:@&=,!~';()";

    private string? _text;

    internal ActorPath(Address address, string name)
    {
        Address = address;
        Name = name;
        Parent = this;
    }

    internal ActorPath(ActorPath parent, string name, long uid)
    {
        Address = parent.Address;
        Parent = parent;
        Name = name;
        Uid = uid;
        Depth = parent.Depth + 1;
    }

    /// <summary>The address of the actor system.</summary>
    public Address Address { get; }

    /// <summary>The last name of the path.</summary>
    public string Name { get; }

    /// <summary>The path one level up; the root is its own parent.</summary>
    public ActorPath Parent { get; }

    /// <summary>How many names stand below the root.</summary>
    public int Depth { get; }

    /// <summary>The incarnation: differs when an actor was stopped and another created at the same path; 0 means any.</summary>
    public long Uid { get; }

    /// <summary>The path of the root of the tree.</summary>
    public ActorPath Root => ParentOf(0);

    /// <summary>The names from the root to this path.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            if (Depth == 0)
                return [""];
            var names = new string[Depth];
            for (var path = this; path.Depth > 0; path = path.Parent)
                names[path.Depth - 1] = path.Name;
            return names;
        }
    }

    /// <summary>The ancestor at a depth; a negative depth counts up from this path.</summary>
    public ActorPath ParentOf(int depth)
    {
        if (depth < 0)
            depth = Math.Max(0, Depth + depth);
        var path = this;
        while (path.Depth > depth)
            path = path.Parent;
        return path;
    }

    /// <summary>The path of a child of any incarnation.</summary>
    public ActorPath Child(string childName) => this / childName;

    /// <summary>The same path with another incarnation.</summary>
    public ActorPath WithUid(long uid) => Depth == 0 || uid == Uid ? this : new ChildActorPath(Parent, Name, uid);

    /// <summary>True when the text may be the name of an actor.</summary>
    public static bool IsValidPathElement(string s) => ActorNames.IsValid(s);

    /// <summary>Joins names to the text of a path below the root.</summary>
    public static string FormatPathElements(IEnumerable<string> pathElements) => "/" + string.Join('/', pathElements);

    /// <summary>Reads a full path such as <c>akka://shop/user/orders#17</c>.</summary>
    /// <exception cref="UriFormatException">The text is not a full actor path.</exception>
    public static ActorPath Parse(string path) => TryParse(path, out var result)
        ? result
        : throw new UriFormatException($"'{path}' is not an actor path; expected protocol://system[@host:port]/name/name.");

    /// <summary>Reads a full path; false when the text is not one.</summary>
    public static bool TryParse(string path, [NotNullWhen(true)] out ActorPath? actorPath)
    {
        actorPath = null;
        if (string.IsNullOrEmpty(path) || !Address.TryParse(path, out var address))
            return false;
        var start = path.IndexOf('/', path.IndexOf("://", StringComparison.Ordinal) + 3);
        return TryParse(new RootActorPath(address), start < 0 ? "" : path[start..], out actorPath);
    }

    /// <summary>Reads names behind a path, such as <c>/user/orders</c> behind the root; false when the number behind a # is not one.</summary>
    public static bool TryParse(ActorPath basePath, string absoluteUri, [NotNullWhen(true)] out ActorPath? actorPath)
    {
        actorPath = null;
        var uid = 0L;
        var hash = absoluteUri.IndexOf('#');
        if (hash >= 0)
        {
            if (!long.TryParse(absoluteUri.AsSpan(hash + 1), out uid))
                return false;
            absoluteUri = absoluteUri[..hash];
        }

        var result = basePath;
        foreach (var name in absoluteUri.Split('/', StringSplitOptions.RemoveEmptyEntries))
            result /= name;
        actorPath = result.WithUid(uid);
        return true;
    }

    /// <summary>The names without the address: <c>/user/orders</c>.</summary>
    public string ToStringWithoutAddress() => _text ??= Depth switch
    {
        0 => "/",
        1 => "/" + Name,
        _ => Parent.ToStringWithoutAddress() + "/" + Name,
    };

    /// <summary>The full path with the address.</summary>
    public string ToStringWithAddress() => Address + ToStringWithoutAddress();

    /// <summary>The full path with an address of your choice unless the path has a host of its own.</summary>
    public string ToStringWithAddress(Address address) =>
        (Address.HasGlobalScope ? Address : address) + ToStringWithoutAddress();

    /// <summary>The full path with the incarnation.</summary>
    public string ToStringWithUid() => ToSerializationFormat();

    /// <summary>The full path with the incarnation, as <see cref="Parse"/> reads it.</summary>
    public string ToSerializationFormat() => ToSerializationFormatWithAddress(Address);

    /// <summary>As <see cref="ToSerializationFormat"/> with an address for a path that has no host.</summary>
    public string ToSerializationFormatWithAddress(Address address) =>
        Uid == 0 ? ToStringWithAddress(address) : $"{ToStringWithAddress(address)}#{Uid}";

    /// <summary>The full path with the address.</summary>
    public override string ToString() => ToStringWithAddress();

    /// <inheritdoc/>
    public bool Equals(ActorPath? other)
    {
        if (other is null || Depth != other.Depth || !Address.Equals(other.Address))
            return false;
        for (ActorPath a = this, b = other; !ReferenceEquals(a, b); a = a.Parent, b = b.Parent)
        {
            if (a.Name != b.Name)
                return false;
            if (a.Depth == 0)
                break;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        for (var path = this; path.Depth > 0; path = path.Parent)
            hash.Add(path.Name);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public int CompareTo(ActorPath? other) => string.CompareOrdinal(ToString(), other?.ToString());

    /// <summary>The path of a child of any incarnation.</summary>
    public static ActorPath operator /(ActorPath path, string name)
    {
        var hash = name.IndexOf('#');
        return hash < 0
            ? new ChildActorPath(path, name, 0)
            : new ChildActorPath(path, name[..hash], long.TryParse(name.AsSpan(hash + 1), out var uid) ? uid : 0);
    }

    /// <summary>The path of a descendant of any incarnation.</summary>
    public static ActorPath operator /(ActorPath path, IEnumerable<string> name) =>
        name.Where(element => element.Length > 0).Aggregate(path, (current, element) => current / element);

    /// <summary>Compares address and names.</summary>
    public static bool operator ==(ActorPath? left, ActorPath? right) => Equals(left, right);

    /// <summary>Compares address and names.</summary>
    public static bool operator !=(ActorPath? left, ActorPath? right) => !Equals(left, right);
}
