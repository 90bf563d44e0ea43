namespace ActorBus.Actors.Supervision;

/// <summary>Parent of the system's own actors, child of the root. Stops when the user guardian has, so that they outlive the application's.</summary>
internal sealed class SystemGuardian(IActorRef user) : ActorBase
{
    protected override void PreStart() => Context.Watch(user);

    protected override bool Receive(object message)
    {
        if (message is Terminated terminated && terminated.ActorRef.Equals(user))
            Context.Stop(Self);
        else
            Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
        return true;
    }

    protected override void PreRestart(Exception reason, object? message)
    {
        // A guardian keeps its children.
    }
}
