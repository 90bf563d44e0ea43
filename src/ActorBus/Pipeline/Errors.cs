using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.Messages;

namespace ActorBus.Pipeline;

/// <summary>The texts of what can go wrong with a dispatch.</summary>
internal static class Errors
{
    /// <summary>Wraps the cause of a failed dispatch.</summary>
    public static MessageDispatchException Failed(DispatchContext dispatch, Exception cause)
    {
        var text = $"{dispatch.Kind} '{NameOf(dispatch)}' failed on bus '{dispatch.Owner.Name}'{HandlerText(dispatch)}: {cause.GetType().Name}: {cause.Message}";
        return dispatch.Owner.HasQueues
            ? new CommandDispatchException(text, cause, [])
            : new MessageDispatchException(text, cause);
    }

    public static Exception WithPending(DispatchContext dispatch, Exception error, IReadOnlyList<PendingCommand> pending)
    {
        switch (error)
        {
            case CommandDispatchException failed:
                return new CommandDispatchException(failed.Message, failed.InnerException, [.. failed.PendingCommands, .. pending]);
            case DispatchTimeoutException late:
                return new DispatchTimeoutException(late.Bus, late.MessageName, late.Where, late.Limit, [.. late.PendingCommands, .. pending]);
            case OperationCanceledException:
                // Cancellation keeps its type, or nobody would recognise it; what did not run travels along.
                error.Data[nameof(CommandDispatchException.PendingCommands)] = pending.ToArray();
                return error;
            default:
                return new CommandDispatchException(
                    $"{dispatch.Kind} '{NameOf(dispatch)}' failed on bus '{dispatch.Owner.Name}': {error.GetType().Name}: {error.Message}", error, pending);
        }
    }

    public static HandlerNotFoundException NotFound(DispatchContext dispatch) => new(
        $"{dispatch.Kind} '{NameOf(dispatch)}' has no handler on bus '{dispatch.Owner.Name}'. Register one with the routing key "
        + $"'{LabelOf(dispatch)}', or route that name to one.");

    public static HandlerNotFoundException NoSuchHandler(DispatchContext dispatch, string handler) => new(
        $"Handler '{handler}' for {dispatch.Kind} '{NameOf(dispatch)}' is not registered on bus '{dispatch.Owner.Name}'. It may have been "
        + "renamed or removed since the message was sent; register a handler with this name.");

    public static MessageNotHandledException NotHandled(DispatchContext dispatch) => new(
        $"{dispatch.Kind} '{NameOf(dispatch)}' was not handled. "
        + dispatch.Handler switch
        {
            null => "The dispatch was stopped before a handler was found; look for a listener that stops the propagation.",
            string id => $"Its handler is the id '{id}', which no registered handler and no located service has. Register it: "
                + $"AddKeyedSingleton<object>(\"{id}\", ...), with a ServiceLocatorPlugin on the bus.",
            var handler when dispatch.Owner.HandlerOf(handler) is { } runner =>
                $"The dispatch was stopped before its handler '{runner.Handler.Name}' ran; look for a listener that stops the propagation.",
            HandlerDescriptor stranger => $"Its handler '{stranger.Name}' is an actor that is not registered on bus '{dispatch.Owner.Name}'. Register it there.",
            var handler => $"Its handler, a {handler.GetType()}, is neither a delegate nor a registered handler, and no invoke strategy took it. Attach one "
                + $"({Strategy(dispatch)}), and give the handler a public method for it that takes a {dispatch.Message.GetType()}.",
        });

    public static MessageDispatchException WrongResult(DispatchContext dispatch, object? result, Type expected)
    {
        var given = result is null ? "nothing" : $"a {result.GetType()}";
        var who = dispatch.CurrentFlow?.HandlerName is { } name ? $"handler '{name}' answers" : "it is answered";
        return new MessageDispatchException(
            $"Query '{NameOf(dispatch)}' was answered with {given}, but the caller expects a {expected}.",
            new InvalidCastException(result is null
                ? $"There is no {expected} in an answer that is nothing. Ask for a type that can be null, or answer with a value."
                : $"A {result.GetType()} is not a {expected}. Ask for the type that {who} with."));
    }

    public static DispatchTimeoutException Timeout(DispatchContext dispatch, TimeSpan limit)
    {
        var where = dispatch.IsDispatching && dispatch.Runs.FirstOrDefault(run => run.IsRunning) is { Handler: { } handler } run
            ? (run.HasBegun ? $"in handler '{handler.Name}'" : $"waiting for handler '{handler.Name}', whose {(handler.Concurrency is 1 ? "routee is" : $"{handler.Concurrency} routees are")} busy{Caller(run)}")
            : dispatch.State switch
            {
                DispatchState.Dispatching => $"in phase '{DefaultPipeline.PhaseNames[Math.Min(dispatch.PhaseIndex, DefaultPipeline.Finalize)]}'",
                DispatchState.Finalizing => "in phase 'finalize'",
                _ => "waiting for the commands queued behind it or the commit of its flow",
            };
        return new DispatchTimeoutException(dispatch.Owner.Name, NameOf(dispatch), where.Replace("  ", " ", StringComparison.Ordinal), limit);
    }

    public static DispatchAbortedException Aborted(DispatchContext dispatch, string actor, string why, Exception? cause = null) => new(
        $"{dispatch.Kind} '{NameOf(dispatch)}' on bus '{dispatch.Owner.Name}' was lost: actor '{actor}' {why}. Whether a handler saw it is not "
        + "known; dispatch it again if it may be handled twice.",
        cause);

    public static ActorBusException TooManyWaiting(MessageFlow run, int routees, int limit) => new(
        $"{run.Dispatch.Kind} '{NameOf(run.Dispatch)}' was refused: {limit} dispatches wait already for handler '{run.HandlerName}', which takes {routees} at a "
        + "time. Dispatch more slowly, raise the handler's concurrency, or raise 'dispatch.max-waiting' (BusRuntimeOptions.MaxWaiting).");

    public static BusStoppedException Stopped(DispatchContext dispatch) => new(
        $"Bus '{dispatch.Owner.Name}' is stopping and did not finish '{NameOf(dispatch)}'. Dispatch before the host stops, or give the stop more time.");

    public static BusStoppedException StoppedBefore(DispatchContext dispatch) => new(
        $"Bus '{dispatch.Owner.Name}' was stopped and takes no more messages; '{NameOf(dispatch)}' was not dispatched. Dispatch before the host stops.");

    public static DispatchTimeoutException NotStarted(MessageBus bus, object message, TimeSpan limit) => new(
        bus.Name, NameOf(message),
        "waiting for the bus to start (hosted services start in the order of registration: register those that dispatch in StartAsync after "
        + "AddActorBus or AddAkka, or dispatch when the host has started)", limit);

    /// <summary>The name of the message, for the log; its type where it has none.</summary>
    public static string LabelOf(DispatchContext dispatch) =>
        dispatch.MessageName is { Length: > 0 } name ? Printable.Cut(name) : NameOf(dispatch);

    /// <summary>The type of the message, or its name where it is a text: that may be a body, and is shown only where it is the name.</summary>
    private static string NameOf(DispatchContext dispatch) => dispatch.Message is string
        ? NameOf(dispatch.Options.MessageName ?? dispatch.MessageName ?? dispatch.Message)
        : NameOf(dispatch.Message);

    private static string NameOf(object message) => message is string text ? Printable.Cut(text) : message.GetType().ToString();

    /// <summary>Names the handler that awaits a run: where two wait for each other, neither can end by itself.</summary>
    private static string Caller(MessageFlow run) => run.Dispatch.Parent is { IsRunning: true, HandlerName: { } caller }
        ? $" (handler '{caller}' awaits it and keeps a routee of its own busy meanwhile)"
        : "";

    private static string Strategy(DispatchContext dispatch) => dispatch.Kind == MessageKind.Query
        ? "FinderInvokeStrategy, for Find or FindAsync"
        : "HandleCommandStrategy, for Handle or HandleAsync";

    private static string HandlerText(DispatchContext dispatch) =>
        dispatch.ExtrasIfAny?.FailedHandler is { } name ? $" in handler '{name}'" : "";
}
