using ActorBus.Handlers;
using ActorBus.Recovery;

namespace ActorBus.Hosting.Configuration;

/// <summary>Configuration values of a single handler, which override what the handler declares.</summary>
internal sealed class ConfiguredHandler
{
    /// <summary>How many messages the handler processes concurrently.</summary>
    public int? Concurrency { get; set; }

    /// <summary>The time limit for one message.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>The failure policy of the handler.</summary>
    public ConfiguredPolicy? Recovery { get; set; }

    /// <summary>Returns the handler with these values applied.</summary>
    /// <param name="handler">The handler as declared.</param>
    /// <param name="values">Receives the faults; invalid values are ignored.</param>
    /// <param name="policies">Reads the failure policy.</param>
    /// <param name="servicePolicy">The policy of the service, for handlers that declare none.</param>
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
