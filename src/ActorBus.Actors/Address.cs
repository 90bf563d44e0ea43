namespace ActorBus.Actors;

/// <summary>Where an actor system can be reached: protocol and system name, and host and port when it is not local.</summary>
public sealed class Address : IEquatable<Address>, IComparable<Address>, IComparable
{
    /// <summary>Creates an address; without host and port it is valid inside this process only.</summary>
    public Address(string protocol, string system, string? host = null, int? port = null)
    {
        Protocol = protocol;
        System = system;
        Host = host?.ToLowerInvariant();
        Port = port;
    }

    /// <summary>The protocol, <c>akka</c> for a local system.</summary>
    public string Protocol { get; }

    /// <summary>The name of the actor system.</summary>
    public string System { get; }

    /// <summary>The host in small letters, or null for a local address.</summary>
    public string? Host { get; }

    /// <summary>The port, or null for a local address.</summary>
    public int? Port { get; }

    /// <summary>True when the address names no host and so means this process only.</summary>
    public bool HasLocalScope => string.IsNullOrEmpty(Host);

    /// <summary>True when the address names a host.</summary>
    public bool HasGlobalScope => !HasLocalScope;

    /// <summary>Reads <c>protocol://system</c> or <c>protocol://system@host:port</c>.</summary>
    /// <exception cref="UriFormatException">The text is not an address.</exception>
    public static Address Parse(string address) => TryParse(address, out var result)
        ? result
        : throw new UriFormatException($"'{address}' is not an actor address; expected protocol://system or protocol://system@host:port.");

    /// <summary>Reads an address, whose protocol begins with akka; a path behind it is ignored.</summary>
    public static bool TryParse(string path, [global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Address? address)
    {
        address = null;
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0 || !path.StartsWith("akka", StringComparison.OrdinalIgnoreCase))
            return false;
        var protocol = path[..scheme].ToLowerInvariant();
        var rest = path[(scheme + 3)..];
        var slash = rest.IndexOf('/');
        if (slash >= 0)
            rest = rest[..slash];
        if (rest.Length == 0)
            return false;

        var at = rest.IndexOf('@');
        if (at < 0)
        {
            address = new Address(protocol, rest);
            return true;
        }

        var colon = rest.LastIndexOf(':');
        if (at == 0 || colon <= at + 1 || !int.TryParse(rest[(colon + 1)..], out var port) || port is < 0 or > 65535)
            return false;
        address = new Address(protocol, rest[..at], rest[(at + 1)..colon], port);
        return true;
    }

    /// <summary>Reads an address and gives the rest of the text, from the slash behind the address on.</summary>
    public static bool TryParse(
        string path, [global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Address? address, out string absoluteUri)
    {
        absoluteUri = "/";
        if (!TryParse(path, out address))
            return false;
        var slash = path.IndexOf('/', path.IndexOf("://", StringComparison.Ordinal) + 3);
        if (slash >= 0)
            absoluteUri = path[slash..];
        return true;
    }

    /// <summary>System and, when there is one, host and port: <c>system[@host:port]</c>.</summary>
    public string HostPort() => ToString()[(Protocol.Length + 3)..];

    /// <summary>The same address with another protocol.</summary>
    public Address WithProtocol(string protocol) => new(protocol, System, Host, Port);

    /// <summary>The same address with another system name.</summary>
    public Address WithSystem(string system) => new(Protocol, system, Host, Port);

    /// <summary>The same address with another host.</summary>
    public Address WithHost(string? host = null) => new(Protocol, System, host, Port);

    /// <summary>The same address with another port.</summary>
    public Address WithPort(int? port = null) => new(Protocol, System, Host, port);

    /// <inheritdoc/>
    public bool Equals(Address? other) => other is not null && (ReferenceEquals(this, other)
        || (Protocol == other.Protocol && System == other.System && Host == other.Host && Port == other.Port));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Address);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Protocol, System, Host, Port);

    /// <inheritdoc/>
    public int CompareTo(Address? other) => string.CompareOrdinal(ToString(), other?.ToString());

    /// <inheritdoc/>
    public int CompareTo(object? obj) => CompareTo(obj as Address);

    /// <summary>The address as text: <c>protocol://system[@host:port]</c>.</summary>
    public override string ToString() => HasLocalScope ? $"{Protocol}://{System}" : $"{Protocol}://{System}@{Host}:{Port}";

    /// <summary>Compares by value.</summary>
    public static bool operator ==(Address? left, Address? right) => Equals(left, right);

    /// <summary>Compares by value.</summary>
    public static bool operator !=(Address? left, Address? right) => !Equals(left, right);
}
