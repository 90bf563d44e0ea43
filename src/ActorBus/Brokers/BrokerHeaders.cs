namespace ActorBus.Brokers;

/// <summary>The headers that brokers write themselves or act on: nobody's metadata, and left behind when a message is published again.</summary>
internal static class BrokerHeaders
{
    /// <summary>Further routing keys of one publish, as a list of text; a message that came with it must not be copied to them again.</summary>
    public const string CarbonCopies = "CC";

    /// <summary>The same, and removed before delivery.</summary>
    public const string BlindCarbonCopies = "BCC";

    private static readonly string[] Prefixes = ["x-death", "x-first-death-", "x-last-death-", "x-stream-", "x-opt-", "x-shovelled"];

    /// <summary>Whether a header is the broker's.</summary>
    public static bool Contains(string name) =>
        IsCopies(name) || name is "x-delivery-count" or "x-acquired-count" or "x-delay" or "x-received-from"
        || (name.StartsWith("x-", StringComparison.Ordinal) && Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>Whether a header has the broker send copies elsewhere.</summary>
    public static bool IsCopies(string name) => name is CarbonCopies or BlindCarbonCopies;
}
