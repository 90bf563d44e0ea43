namespace ActorBus.Hosting.Verbs;

/// <summary>What stands behind the verb <c>topology</c>.</summary>
/// <param name="Action"><c>show</c>, <c>plan</c> or <c>apply</c>.</param>
/// <param name="Service">Whose; null for all.</param>
internal sealed record TopologyArguments(string Action, string? Service)
{
    /// <summary>How to use the verb.</summary>
    public const string Usage = """
        topology show [service]             the exchanges, queues and bindings that are wanted
        topology plan [service]             what of them the broker has, lacks, or has otherwise, and what to do; changes nothing
        topology apply [service]            makes what is missing; what is there is left as it is
        """;

    /// <summary>Reads what stands behind the verb.</summary>
    /// <exception cref="ConsoleException">It cannot be understood; the text says how to write it.</exception>
    public static TopologyArguments Read(IReadOnlyList<string> arguments) => arguments switch
    {
        [("show" or "plan" or "apply") and var action] => new TopologyArguments(action, null),
        [("show" or "plan" or "apply") and var action, var service] when !service.StartsWith('-') => new TopologyArguments(action, service),
        _ => throw new ConsoleException($"topology: '{string.Join(' ', arguments)}' is not understood. How to write it:\n{Usage}"),
    };
}
