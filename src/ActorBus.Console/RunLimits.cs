using ActorBus.Recovery;

namespace ActorBus.Hosting.Verbs;

/// <summary>Turns limits of the command line into options of the service.</summary>
internal static class RunLimits
{
    /// <summary>Tells the service, before it is made.</summary>
    public static void Apply(RunArguments run, ActorBusBuilder service)
    {
        if (run.HandledMessageLimit is { } limit)
            service.ConfigureDistribution(options => options with { StopAfter = limit, Prefetch = Math.Min(options.Prefetch ?? limit, limit) });
        if (run.NoDeclare) service.ConfigureDistribution(options => options with { Declare = false });
        if (!run.StopOnFailure) return;
        var policy = new FailurePolicy { Action = FailureAction.Throw };
        service.ConfigureDistribution(options => options with { FailurePolicy = policy, Fallback = null });
        service.HandlerChanges.Add(handler => handler with { FailurePolicy = policy, Fallback = null });
    }
}
