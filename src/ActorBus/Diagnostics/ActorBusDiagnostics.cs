using System.Diagnostics;

namespace ActorBus.Diagnostics;

/// <summary>The names under which ActorBus publishes traces and metrics to OpenTelemetry.</summary>
public static class ActorBusDiagnostics
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/> of all traces.</summary>
    public const string ActivitySourceName = "ActorBus";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/> of all metrics.</summary>
    public const string MeterName = "ActorBus";

    internal static readonly ActivitySource Source = new(ActivitySourceName);
}
