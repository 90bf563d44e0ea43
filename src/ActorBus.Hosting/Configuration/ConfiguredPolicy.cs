using ActorBus.Recovery;

namespace ActorBus.Hosting.Configuration;

/// <summary>What configuration says of a failure policy.</summary>
internal sealed class ConfiguredPolicy
{
    /// <summary>What happens when no rule fits.</summary>
    public FailureAction? Action { get; set; }

    /// <summary>What happens for particular exceptions, by the full names of their types.</summary>
    public Dictionary<string, FailureAction> Rules { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How often a message is tried again at once before each delay.</summary>
    public int? ImmediateRetries { get; set; }

    /// <summary>How long the broker holds a message before each further try.</summary>
    public TimeSpan[]? DelayedRetries { get; set; }

    /// <summary>By how much a delay may be longer, in percent.</summary>
    public int? JitterPercent { get; set; }

    /// <summary>Whether messages with the same key keep their order.</summary>
    public bool? KeepOrder { get; set; }

    /// <summary>Returns a policy with what is said here.</summary>
    /// <param name="basis">What holds for the rest.</param>
    /// <param name="rules">The rules, with their exceptions found; stronger than those of the basis.</param>
    public FailurePolicy Over(FailurePolicy basis, IEnumerable<FailureRule> rules) => basis with
    {
        Action = Action ?? basis.Action,
        Rules = [.. rules, .. basis.Rules],
        ImmediateRetries = ImmediateRetries ?? basis.ImmediateRetries,
        DelayedRetries = DelayedRetries ?? basis.DelayedRetries,
        JitterPercent = JitterPercent ?? basis.JitterPercent,
        KeepOrder = KeepOrder ?? basis.KeepOrder,
    };
}
