using System.Collections.Concurrent;
using ActorBus.Handlers;
using ActorBus.Messages;
using Akka.Event;

namespace ActorBus.Pipeline;

/// <summary>Represents one message on its way through a bus.</summary>
/// <remarks>
/// The same object goes through dispatch and then finalize. Listeners run one after the other and may change every settable property; the object must
/// not be used after they have returned. A dispatch that has run out of time or was cancelled does not wait for its listener: that one may still run
/// while those of finalize do. <see cref="Items"/> and <see cref="Listeners"/> stand this; what else either of them sets, the other may or may not see.
/// </remarks>
public sealed partial class DispatchContext : IDeadLetterSuppression
{
    /// <summary>The name of the emission that runs the phases.</summary>
    public const string DispatchEvent = "dispatch";

    /// <summary>The name of the emission that ends every message.</summary>
    public const string FinalizeEvent = "finalize";

    private readonly DispatchOptions? _options;
    private object _message;
    private string? _messageName;
    private ListenerList? _listeners;
    private ConcurrentDictionary<string, object?>? _items;
    private DispatchExtras? _extras;

    internal int NextListener;
    internal MessageFlow? CurrentFlow;
    internal CommandQueue? Queue; // of the outermost command
    internal DispatchContext? QueuedOn; // the outermost command

    // Its place among the dispatches in flight; guarded by the stripe's lock.
    internal long DeadlineAt;
    internal InFlightStripe? Stripe;
    internal DispatchContext? NextInFlight;
    internal DispatchContext? PreviousInFlight;

    internal DispatchContext(
        MessageBus owner, object message, DispatchOptions? options, MessageFlow? parent, IDispatchCompletion? completion,
        CancellationToken callerToken)
    {
        Owner = owner;
        _message = message;
        _options = options;
        Parent = parent;
        Completion = completion;
        CallerToken = callerToken;
    }

    /// <summary>The bus that dispatches the message.</summary>
    public IMessageBus Bus => Owner;

    /// <summary>The kind of the message; on the command bus this includes <see cref="MessageKind.Message"/>.</summary>
    public MessageKind Kind => _options?.Context?.Kind ?? Owner.Kind;

    /// <summary>The options of the dispatch.</summary>
    public DispatchOptions Options => _options ?? DispatchOptions.Default;

    /// <summary>The current emission: <see cref="DispatchEvent"/> or <see cref="FinalizeEvent"/>.</summary>
    public string EventName => IsDispatching ? DispatchEvent : FinalizeEvent;

    /// <summary>The message, which a listener may replace.</summary>
    /// <remarks>Replacing the message also replaces its name if the naming rules found it; a name set by a listener or the caller is kept.</remarks>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public object Message
    {
        get => _message;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _message = value;
            TypeRoute = null;
            if (!IsNameDerived) return;
            if (HasBeenNamed) DeriveName(MessageNaming.NameOf(value));
            else _messageName = null;
        }
    }

    /// <summary>The name by which handlers are found; null until it is detected.</summary>
    public string? MessageName
    {
        get => _messageName;
        set
        {
            _messageName = value;
            IsNameDerived = false;
        }
    }

    /// <summary>
    /// The handler of a command or query: a registered handler, a delegate, an <see cref="IMessageProducer"/>, an object for an invoke strategy, or a
    /// string that names one of these. Null until the message is routed.
    /// </summary>
    public object? Handler { get; set; }

    /// <summary>The listeners of an event, in order; each as described in <see cref="Handler"/>.</summary>
    /// <remarks>Whoever enumerates it sees it as it was when the enumeration began.</remarks>
    public IList<object> Listeners =>
        Volatile.Read(ref _listeners) ?? Interlocked.CompareExchange(ref _listeners, new ListenerList(RoutedListeners), null) ?? _listeners;

    /// <summary>Whether a handler, or at least one listener of an event, has succeeded.</summary>
    public bool IsHandled { get; set; }

    /// <summary>The failure of the dispatch; a finalize listener that sets it to null makes the dispatch succeed.</summary>
    public Exception? Exception { get; set; }

    /// <summary>Whether the caller will see a failure, even if the query bus has already cleared the exception.</summary>
    public bool HasFailed => Exception is not null || ExtrasIfAny is { Rejection: not null } or { FinalizeFailure: not null };

    /// <summary>The cause of the failure that the caller will see; null on success.</summary>
    internal Exception? Failure => Exception ?? ExtrasIfAny switch
    {
        { Rejection: { } rejection } => (rejection as MessageDispatchException)?.InnerException ?? rejection,
        { } extras => extras.FinalizeFailure ?? extras.Verdict,
        null => null,
    };

    /// <summary>The result of a query, which a listener may replace.</summary>
    public object? Result { get; set; }

    /// <summary>The user metadata that handlers see.</summary>
    public Metadata Metadata => Extras.Metadata;

    /// <summary>The identity of the message, created on first use unless it came from outside.</summary>
    public MessageContext Identity => Extras.Identity;

    /// <summary>Is cancelled when the deadline passes, the caller cancels or the service stops.</summary>
    public CancellationToken CancellationToken => Extras.CancellationToken;

    /// <summary>A dictionary for passing data between listeners.</summary>
    public IDictionary<string, object?> Items => Volatile.Read(ref _items)
        ?? Interlocked.CompareExchange(ref _items, new ConcurrentDictionary<string, object?>(1, 4, StringComparer.Ordinal), null) ?? _items;

    /// <summary>Whether the rest of the current emission is skipped.</summary>
    public bool IsPropagationStopped { get; internal set; }

    internal MessageBus Owner { get; }

    internal MessageFlow? Parent { get; }

    internal IDispatchCompletion? Completion { get; }

    internal CancellationToken CallerToken { get; }

    internal bool IsDispatching => State == DispatchState.Dispatching;

    internal bool IsOver => State == DispatchState.Over;

    internal bool IsNameDerived { get; set; }

    /// <summary>True once the bus has detected the name.</summary>
    internal bool HasBeenNamed { get; set; }

    internal TypeRoute? TypeRoute { get; set; }

    /// <summary>The runs of its handler or listeners that were begun last: several when they run at the same time.</summary>
    internal IEnumerable<MessageFlow> Runs =>
        ExtrasIfAny?.Tally is { } tally ? tally.Runs : CurrentFlow is { } only ? [only] : [];

    /// <summary>The listeners found by the routing table, shared between messages; a list of its own is made when someone looks.</summary>
    internal object[] RoutedListeners { get; set; } = [];

    internal bool HasOwnListeners => Volatile.Read(ref _listeners) is not null;

    internal IReadOnlyList<object> ListenersToRun => Volatile.Read(ref _listeners)?.Now ?? RoutedListeners;

    internal DispatchContext Root => Parent is null ? this : Parent.Dispatch.Root;

    internal FlowResources Resources => Extras.Resources;

    internal DispatchExtras Extras =>
        _extras ?? Interlocked.CompareExchange(ref _extras, new DispatchExtras(this), null) ?? _extras;

    internal DispatchExtras? ExtrasIfAny => Volatile.Read(ref _extras);

    /// <summary>Skips the remaining listeners of the current emission; finalize still runs, and a failure remains a failure.</summary>
    public void StopPropagation() => IsPropagationStopped = true;

    /// <summary>Returns a value of <see cref="Items"/>, or the fallback when it is missing, null or of another type.</summary>
    public T Get<T>(string key, T fallback) =>
        Volatile.Read(ref _items) is { } items && items.TryGetValue(key, out var value) && value is T known ? known : fallback;

    /// <summary>The time is up. That in which a message from outside waits for a routee does not count.</summary>
    internal void RunOutOfTime()
    {
        var deadline = Volatile.Read(ref DeadlineAt);
        var run = Options.HandlerTimeout is not null && IsDispatching ? Runs.FirstOrDefault(one => one.IsRunning) : null;
        // It may begin at this moment, and sets a deadline of its own after it has said so: that one stays.
        if (run is { HasBegun: false, IsInLine: true }) Interlocked.CompareExchange(ref DeadlineAt, Owner.NextDeadline(), deadline);
        else GiveUp(Errors.Timeout(this, run?.Limit ?? Options.Timeout ?? Owner.DispatchTimeout));
    }

    /// <summary>The caller's token has fired.</summary>
    internal void CancelByCaller() => GiveUp(new OperationCanceledException(CallerToken));

    /// <summary>Has something end with the message; at once, and in vain, when the message was given up meanwhile.</summary>
    internal ValueTask HoldAsync(IMessageResource resource) =>
        Extras.MessageResources.TryAdd(resource) ? default : resource.EndAsync(succeeded: false);

    /// <summary>A handler is about to run.</summary>
    internal void NoteRun(MessageFlow run)
    {
        CurrentFlow = run;
        ExtrasIfAny?.Tally?.NoteRun(run);
    }

    internal void DeriveName(string name)
    {
        _messageName = name;
        IsNameDerived = true;
    }

    /// <summary>Finds who runs what a listener, a router or the routing table has chosen.</summary>
    /// <param name="chosen">The handler as it stands in the context.</param>
    /// <param name="handler">Null when it cannot be called.</param>
    /// <returns>False when it is a delegate that cannot handle the message; then the dispatch has failed.</returns>
    internal bool TryFindHandler(object? chosen, out PooledHandler? handler)
    {
        handler = null;
        try
        {
            if (chosen is not null) handler = Owner.HandlerOf(chosen);
            return true;
        }
        catch (ActorBusException unfit)
        {
            Fail(unfit);
            return false;
        }
    }

    /// <summary>Names the message as it names itself, or after its type.</summary>
    /// <returns>False when the message failed to say its name, and the dispatch with it.</returns>
    internal bool TryDeriveName()
    {
        try
        {
            DeriveName(TypeRoute?.Name ?? MessageNaming.NameOf(_message));
            return true;
        }
        catch (Exception error)
        {
            // The name may be the message's own code.
            Fail(error);
            return false;
        }
    }
}
