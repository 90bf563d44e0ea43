using Microsoft.Extensions.Logging;

namespace ActorBus.Pipeline;

/// <summary>What all buses of a runtime share.</summary>
internal sealed record RuntimeServices(BusRuntimeOptions Options, IServiceProvider Services, InFlight InFlight, ILogger Log)
{
    /// <summary>The actors that fail again and again.</summary>
    public ActorTroubles Troubles { get; } = new(TimeProvider.System);

    /// <summary>Completes when the actors run and the plugins are attached; fails when the runtime stops before.</summary>
    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
