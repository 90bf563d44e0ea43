using System.Diagnostics;
using ActorBus.Pipeline;
using Microsoft.Extensions.Logging;

namespace ActorBus.Plugins;

/// <summary>Logs every message when it ends: how long it took, and why it failed.</summary>
/// <param name="logger">Where to; successes at Debug, failures at Warning.</param>
public sealed partial class LoggingPlugin(ILogger<LoggingPlugin> logger) : MessageBusPlugin
{
    // Above the priority at which the query bus takes the exception away.
    private const int BeforeRejection = Priority.PromiseReject + 1;
    private const string StartKey = "ActorBus.Plugins.LoggingPlugin.Start";

    /// <inheritdoc/>
    public override void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        Listen(bus, Priority.Initialize, context =>
        {
            context.Items[StartKey] = Stopwatch.GetTimestamp();
            return default;
        });
        ListenFinalize(bus, BeforeRejection, context =>
        {
            var elapsed = Stopwatch.GetElapsedTime(context.Get(StartKey, Stopwatch.GetTimestamp())).TotalMilliseconds;
            if (context.Exception is { } error) Failed(logger, context.Kind, context.MessageName, context.Bus.Name, elapsed, error);
            else Handled(logger, context.Kind, context.MessageName, context.Bus.Name, elapsed);
            return default;
        });
    }

    [LoggerMessage(1, Microsoft.Extensions.Logging.LogLevel.Debug, "{Kind} '{Message}' was handled by bus '{Bus}' in {Elapsed} ms")]
    private static partial void Handled(ILogger logger, Messages.MessageKind kind, string? message, string bus, double elapsed);

    [LoggerMessage(2, Microsoft.Extensions.Logging.LogLevel.Warning, "{Kind} '{Message}' failed on bus '{Bus}' after {Elapsed} ms")]
    private static partial void Failed(ILogger logger, Messages.MessageKind kind, string? message, string bus, double elapsed, Exception error);
}
