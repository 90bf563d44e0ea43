using ActorBus.Recovery;

namespace ActorBus.Hosting.Configuration;

/// <summary>Configuration values of a failure policy.</summary>
internal sealed class ConfiguredPolicy
{
    /// <summary>The action when no rule matches.</summary>
    public FailureAction? Action { get; set; }

    /// <summary>The actions for particular exceptions, by the full names of their types.</summary>
    public Dictionary<string, FailureAction> Rules { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The number of immediate retries before each delay.</summary>
    public int? ImmediateRetries { get; set; }

    /// <summary>How long the broker holds a message before each delayed retry.</summary>
    public TimeSpan[]? DelayedRetries { get; set; }

    /// <summary>What happens after the last retry.</summary>
    public FailureAction? AfterRetries { get; set; }

    /// <summary>The maximum extension of a delay, in percent.</summary>
    public int? JitterPercent { get; set; }

    /// <summary>Whether messages with the same key keep their order.</summary>
    public bool? KeepOrder { get; set; }

    /// <summary>Returns a policy with these values applied.</summary>
    /// <param name="basis">The policy that supplies the values not set here.</param>
    /// <param name="rules">The rules with their exception types resolved; they take precedence over those of the basis.</param>
    public FailurePolicy Over(FailurePolicy basis, IEnumerable<FailureRule> rules) => basis with
    {
        Action = Action ?? basis.Action,
        Rules = [.. rules, .. basis.Rules],
        ImmediateRetries = ImmediateRetries ?? basis.ImmediateRetries,
        DelayedRetries = DelayedRetries ?? basis.DelayedRetries,
        AfterRetries = AfterRetries ?? basis.AfterRetries,
        JitterPercent = JitterPercent ?? basis.JitterPercent,
        KeepOrder = KeepOrder ?? basis.KeepOrder,
    };
}
