namespace ActorBus.Actors;

/// <summary>An actor that says in its constructor which message types it handles and how.</summary>
/// <remarks>Handlers are tried in the order they were registered; the first whose type and predicate fit gets the message.</remarks>
public abstract class ReceiveActor : UntypedActor
{
    private readonly Stack<HandlerList> _open = new();
    private HandlerTable? _handlers;

    /// <summary>Opens the registration of handlers.</summary>
    protected ReceiveActor() => _open.Push(new HandlerList());

    /// <inheritdoc/>
    protected sealed override void OnReceive(object message)
    {
        if (!_handlers!.Handle(message))
            Unhandled(message);
    }

    /// <summary>Called when the constructor is done: the handlers registered so far are the first behaviour.</summary>
    internal void Seal() => _handlers ??= _open.Pop().Build();

    /// <summary>Replaces the behaviour by the handlers that the delegate registers.</summary>
    protected void Become(Action configure) => base.Become(Behavior(configure));

    /// <summary>Puts the handlers that the delegate registers on top of the current behaviour.</summary>
    protected void BecomeStacked(Action configure) => base.BecomeStacked(Behavior(configure));

    /// <summary>Handles messages of a type.</summary>
    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        Add(new ActionHandler<T>(handler, shouldHandle));

    /// <summary>Handles messages of a type that the predicate accepts.</summary>
    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <summary>Handles messages of a type; the handler says whether it took the message, otherwise the next one is tried.</summary>
    protected void Receive<T>(Func<T, bool> handler) => Add(new FunctionHandler<T>(handler));

    /// <summary>Handles messages of a type.</summary>
    protected void Receive(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        Add(new ObjectHandler(messageType, message => Run(message, handler, shouldHandle)));

    /// <summary>Handles messages of a type that the predicate accepts.</summary>
    protected void Receive(Type messageType, Predicate<object> shouldHandle, Action<object> handler) =>
        Receive(messageType, handler, shouldHandle);

    /// <summary>Handles messages of a type; the handler says whether it took the message.</summary>
    protected void Receive(Type messageType, Func<object, bool> handler) => Add(new ObjectHandler(messageType, handler));

    /// <summary>Handles messages of a type asynchronously; the next user message waits until the task has ended.</summary>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Receive(Await(handler), shouldHandle);

    /// <summary>Handles messages of a type that the predicate accepts asynchronously.</summary>
    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => Receive(Await(handler), shouldHandle);

    /// <summary>Handles messages of a type asynchronously.</summary>
    protected void ReceiveAsync(Type messageType, Func<object, Task> handler, Predicate<object>? shouldHandle = null) =>
        Receive(messageType, Await(handler), shouldHandle);

    /// <summary>Handles messages of a type that the predicate accepts asynchronously.</summary>
    protected void ReceiveAsync(Type messageType, Predicate<object> shouldHandle, Func<object, Task> handler) =>
        Receive(messageType, Await(handler), shouldHandle);

    /// <summary>Handles whatever no handler before it does; must come last.</summary>
    protected void ReceiveAny(Action<object> handler) => Add(new ActionHandler<object>(handler, null) { IsLast = true });

    /// <summary>Handles whatever no handler before it does, asynchronously; must come last.</summary>
    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAny(Await(handler));

    private static bool Run(object message, Action<object> handler, Predicate<object>? shouldHandle)
    {
        if (shouldHandle is not null && !shouldHandle(message))
            return false;
        handler(message);
        return true;
    }

    private static Action<T> Await<T>(Func<T, Task> handler) => message => ActorTaskScheduler.RunTask(() => handler(message));

    private UntypedReceive Behavior(Action configure)
    {
        _open.Push(new HandlerList());
        configure();
        var handlers = _open.Pop().Build();
        return message =>
        {
            if (!handlers.Handle(message))
                Unhandled(message);
        };
    }

    private void Add(MessageHandler handler)
    {
        if (_open.Count == 0)
        {
            throw new InvalidOperationException(
                $"{GetType().Name} registered a handler for {handler.MessageType.Name} while processing a message; register in the constructor or inside Become(() => ...).");
        }

        _open.Peek().Add(handler, GetType());
    }
}
