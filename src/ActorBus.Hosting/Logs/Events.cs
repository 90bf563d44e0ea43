using Microsoft.Extensions.Logging;

namespace ActorBus.Hosting.Logs;

/// <summary>The log messages of the host about the life cycle of services.</summary>
internal static partial class Events
{
    [LoggerMessage(
        EventId = 6001, Level = LogLevel.Information,
        Message = "Service '{Service}' {Does} on {Broker} ({Address}); handlers: {Handlers}, {Capacity}.")]
    public static partial void ServiceStarted(
        this ILogger logger, string service, string does, string broker, string address, int handlers, string capacity);

    [LoggerMessage(EventId = 6002, Level = LogLevel.Information, Message = "Service '{Service}' has finished what was under way.")]
    public static partial void ServiceDrained(this ILogger logger, string service);

    [LoggerMessage(
        EventId = 6003, Level = LogLevel.Warning,
        Message = "Service '{Service}' had messages under way when its drain timeout of {Limit} was up; the broker delivers them again.")]
    public static partial void ServiceNotDrained(this ILogger logger, string service, TimeSpan limit);

    [LoggerMessage(
        EventId = 6004, Level = LogLevel.Information,
        Message = "{Hidden} of the {Handlers} handlers of service '{Service}' take messages of this process only; the others are marked [Distributed].")]
    public static partial void HandlersHidden(this ILogger logger, string service, int hidden, int handlers);

    [LoggerMessage(
        EventId = 6005, Level = LogLevel.Warning,
        Message = "None of the handlers of service '{Service}' ({Handlers}) is marked [Distributed]: other services cannot reach it, and it has no queue. "
            + "Mark the handlers that they may reach, or say SendOnly().")]
    public static partial void NothingDistributed(this ILogger logger, string service, int handlers);

    [LoggerMessage(
        EventId = 6006, Level = LogLevel.Warning,
        Message = "Service '{Service}' takes all handlers of the assembly {Assembly}, which has none: no method there is marked as a handler. "
            + "Name the assembly that holds them, or leave it out.")]
    public static partial void NoHandlersInAssembly(this ILogger logger, string service, string assembly);
}
