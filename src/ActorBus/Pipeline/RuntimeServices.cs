using Microsoft.Extensions.Logging;

namespace ActorBus.Pipeline;

/// <summary>What all buses of a runtime share.</summary>
internal sealed record RuntimeServices(BusRuntimeOptions Options, IServiceProvider Services, InFlight InFlight, ILogger Log);
