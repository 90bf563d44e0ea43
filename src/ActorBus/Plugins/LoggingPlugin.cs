using System.Diagnostics;
using ActorBus.Pipeline;
using Microsoft.Extensions.Logging;

namespace ActorBus.Plugins;

/// <summary>Logs every message when it ends, with its duration, and with the reason of a failure as the caller sees it.</summary>
/// <param name="logger">The logger; successes are logged at Debug, failures at Warning.</param>
public sealed partial class LoggingPlugin(ILogger<LoggingPlugin> logger) : MessageBusPlugin
{
    // The resource held first ends last, so that a failing commit is logged too.
    private const int First = int.MaxValue;

    /// <inheritdoc/>
    public override void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        Listen(bus, First, context => context.HoldAsync(new Entry(logger, context)));
    }

    [LoggerMessage(1101, LogLevel.Debug, "{Kind} '{Message}' was handled by bus '{Bus}' in {Elapsed} ms")]
    private static partial void Handled(ILogger logger, Messages.MessageKind kind, string message, string bus, double elapsed);

    [LoggerMessage(1102, LogLevel.Warning, "{Kind} '{Message}' failed on bus '{Bus}' after {Elapsed} ms")]
    private static partial void Failed(ILogger logger, Messages.MessageKind kind, string message, string bus, double elapsed, Exception? error);

    private sealed class Entry(ILogger logger, DispatchContext context) : IMessageResource
    {
        private readonly long _begun = Stopwatch.GetTimestamp();

        public ValueTask EndAsync(bool succeeded)
        {
            var elapsed = Stopwatch.GetElapsedTime(_begun).TotalMilliseconds;
            if (succeeded) Handled(logger, context.Kind, Errors.LabelOf(context), context.Bus.Name, elapsed);
            else Failed(logger, context.Kind, Errors.LabelOf(context), context.Bus.Name, elapsed, context.Failure);
            return default;
        }
    }
}
