namespace ActorBus.Actors.Supervision;

/// <summary>The root of the tree: parent of <c>/user</c> and <c>/system</c>. A failure of either stops the actor system.</summary>
/// <remarks>Stops when the system guardian has.</remarks>
internal sealed class RootGuardian : ActorBase
{
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(
        failure =>
        {
            Context.System.Log.Error(failure, "A guardian of '{0}' failed; the actor system stops.", Context.System.Name);
            return Directive.Stop;
        },
        loggingEnabled: false);

    protected override void PreStart() => Context.Watch(Context.Child("system"));

    protected override bool Receive(object message)
    {
        if (message is Terminated)
            Context.Stop(Self);
        return true;
    }
}
