namespace ActorBus.Actors.Supervision;

/// <summary>Parent of the application's top-level actors, child of the root.</summary>
internal sealed class UserGuardian(SupervisorStrategy strategy) : ActorBase
{
    protected override SupervisorStrategy SupervisorStrategy() => strategy;

    protected override bool Receive(object message)
    {
        Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
        return true;
    }

    protected override void PreRestart(Exception reason, object? message)
    {
        // A guardian keeps its children.
    }
}
