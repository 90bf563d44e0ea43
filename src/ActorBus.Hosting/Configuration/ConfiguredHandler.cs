using ActorBus.Handlers;
using ActorBus.Recovery;

namespace ActorBus.Hosting.Configuration;

/// <summary>What configuration says of a single handler; stronger than what it declares.</summary>
internal sealed class ConfiguredHandler
{
    /// <summary>How many messages it handles at a time.</summary>
    public int? Concurrency { get; set; }

    /// <summary>How long it may take for one message.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>What happens when it fails.</summary>
    public ConfiguredPolicy? Recovery { get; set; }

    /// <summary>Returns the handler with what is said of it.</summary>
    /// <param name="handler">The handler as it declares itself.</param>
    /// <param name="values">Gets what is wrong, which is left out.</param>
    /// <param name="policies">Reads its failure policy.</param>
    /// <param name="servicePolicy">The policy of the service, where the handler declares none.</param>
    public HandlerDescriptor ApplyTo(HandlerDescriptor handler, OptionValues values, ConfiguredPolicies policies, FailurePolicy servicePolicy)
    {
        var path = $"Handlers:{handler.Name}";
        if (Concurrency < 1) values.Fault($"{path}:{nameof(Concurrency)}", $"it is {Concurrency}. Use 1 or more, or leave it out.");
        if (Timeout <= TimeSpan.Zero) values.Fault($"{path}:{nameof(Timeout)}", "a handler has no infinite time. Use a duration, or leave it out.");
        var basis = handler.FailurePolicy ?? servicePolicy;
        var policy = policies.Over(basis, $"{path}:{nameof(Recovery)}");
        string[] faults = [.. (policy?.Faults() ?? []).Except(basis.Faults())];
        foreach (var fault in faults) values.FaultIn(fault, $"{path}:{nameof(Recovery)}");
        return handler with
        {
            Concurrency = Concurrency < 1 ? null : Concurrency ?? handler.Concurrency,
            Timeout = Timeout <= TimeSpan.Zero ? null : Timeout ?? handler.Timeout,
            FailurePolicy = faults.Length > 0 ? null : policy ?? handler.FailurePolicy,
        };
    }
}
