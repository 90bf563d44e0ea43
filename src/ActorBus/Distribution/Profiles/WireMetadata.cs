using ActorBus.Brokers;
using ActorBus.Messages;
using ActorBus.Recovery;

namespace ActorBus.Distribution.Profiles;

/// <summary>Separates user metadata from the headers of ActorBus, of tracing and of the broker.</summary>
internal static class WireMetadata
{
    /// <summary>Returns the user metadata among headers.</summary>
    /// <param name="headers">The headers.</param>
    /// <param name="isProfiles">Returns whether another header belongs to the profile; null for none.</param>
    /// <exception cref="RefusedMessageException">The type or the nesting depth of a header is not supported by metadata.</exception>
    public static Metadata Read(IReadOnlyDictionary<string, object> headers, Func<string, bool>? isProfiles = null)
    {
        if (!HasAny(headers, isProfiles)) return Metadata.Empty;
        try
        {
            return Metadata.From(headers.Where(header => IsMeant(header.Key, isProfiles))
                .Select(header => KeyValuePair.Create(header.Key, (object?)header.Value)));
        }
        catch (ArgumentException error)
        {
            throw new RefusedMessageException(DeadLetterReason.Undecodable, $"The headers cannot be read. {error.Message}", error);
        }
    }

    private static bool HasAny(IReadOnlyDictionary<string, object> headers, Func<string, bool>? isProfiles)
    {
        foreach (var name in headers.AsTable().Keys)
        {
            if (IsMeant(name, isProfiles)) return true;
        }

        return false;
    }

    private static bool IsMeant(string name, Func<string, bool>? isProfiles) => IsUser(name) && isProfiles?.Invoke(name) != true;

    private static bool IsUser(string name) =>
        name.Length > 0
        && !name.StartsWith(Metadata.ReservedPrefix, StringComparison.OrdinalIgnoreCase)
        && !BrokerHeaders.Contains(name)
        && name is not (WireHeaders.TraceParent or WireHeaders.TraceState);
}
