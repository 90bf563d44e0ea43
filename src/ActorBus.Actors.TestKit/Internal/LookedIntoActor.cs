namespace ActorBus.Actors.TestKit.Internal;

/// <summary>An actor on the calling thread's dispatcher, and the way into it past its mailbox.</summary>
internal sealed class LookedIntoActor
{
    private static long s_generated;

    private readonly ActorSystem _system;

    public LookedIntoActor(ActorSystem system, Props props, IActorRef? supervisor, string? name)
    {
        _system = system;
        var parent = supervisor is null ? ((ExtendedActorSystem)system).Guardian : InternalActorRefBase.Of(supervisor);
        if (parent is not CellRef { Cell: var cell })
            throw new ArgumentException($"'{parent.Path}' cannot have children; give an actor of this system as the supervisor.", nameof(supervisor));
        if (props.Deploy.Dispatcher.Length == 0)
            props = props.WithDispatcher(CallingThreadDispatcher.Id);
        Ref = (CellRef)(name is null
            ? ChildFactory.CreateUnchecked(cell, props, "$" + ActorNames.Generated(Interlocked.Increment(ref s_generated)))
            : ChildFactory.Create(cell, props, name));
    }

    public CellRef Ref { get; }

    public ActorCell Cell => Ref.Cell;

    public ActorBase Instance
    {
        get
        {
            if (!Ref.IsTerminated && Cell.Actor is null)
                Ref.Ask<ActorIdentity>(new Identify(null), TestKitExtension.For(_system).DefaultTimeout).GetAwaiter().GetResult();
            return Cell.Actor ?? throw new IllegalActorStateException($"'{Ref.Path}' has stopped, so it has no instance.");
        }
    }

    public void Receive(object message, IActorRef? sender)
    {
        using var _ = new WithoutSynchronizationContext();
        var previous = Cell.Enter();
        var previousSender = Cell.ExchangeSender(sender);
        Cell.CurrentMessage = message;
        try
        {
            if (message is IAutoReceivedMessage)
                Cell.AutoReceive(message);
            else
                Cell.Receive(message);
        }
        finally
        {
            // An asynchronous handler still needs both.
            if (!Cell.Lifecycle.IsAwaiting)
            {
                Cell.CurrentMessage = null;
                Cell.ExchangeSender(previousSender);
            }

            ActorCell.Leave(previous);
        }
    }

    public Task ReceiveAsync(object message, IActorRef? sender)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cell.Lifecycle.Observer = done;
        Receive(message, sender);
        if (!Cell.Lifecycle.IsAwaiting)
            done.TrySetResult();
        return done.Task;
    }
}
