namespace ActorBus.Brokers;

/// <summary>The headers that brokers write or act on: they are not user metadata, and are dropped when a message is published again.</summary>
internal static class BrokerHeaders
{
    /// <summary>
    /// Additional routing keys of one publish, as a list of strings; a message that arrived with it must not be copied to them again.
    /// </summary>
    public const string CarbonCopies = "CC";

    /// <summary>Like <see cref="CarbonCopies"/>, but removed before delivery.</summary>
    public const string BlindCarbonCopies = "BCC";

    private static readonly string[] Prefixes = ["x-death", "x-first-death-", "x-last-death-", "x-stream-", "x-opt-", "x-shovelled"];

    /// <summary>Returns whether a header belongs to the broker.</summary>
    public static bool Contains(string name) =>
        IsCopies(name) || name is "x-delivery-count" or "x-acquired-count" or "x-delay" or "x-received-from"
        || (name.StartsWith("x-", StringComparison.Ordinal) && Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>Returns whether a header makes the broker send copies elsewhere.</summary>
    public static bool IsCopies(string name) => name is CarbonCopies or BlindCarbonCopies;
}
