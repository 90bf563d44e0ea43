namespace ActorBus.Actors.Refs;

/// <summary>A reference of an actor that has a cell.</summary>
internal abstract class CellRef : InternalActorRefBase
{
    protected CellRef(LocalActorSystem system, Props props, InternalActorRefBase supervisor, ActorPath path)
    {
        Path = path;
        Cell = new ActorCell(system, this, props, supervisor);
    }

    public override ActorPath Path { get; }

    public ActorCell Cell { get; }

    public override bool IsTerminated => Cell.IsTerminated;

    internal override LocalActorSystem Home => Cell.Home;

    internal override InternalActorRefBase Supervisor => Cell.Supervisor;

    public override void Start() => SendSystemMessage(new CreateMessage());

    internal override void SendSystemMessage(SystemMessage message) => Cell.Mailbox.EnqueueSystem(message);

    internal override InternalActorRefBase GetSingleChild(string name) => Cell.Children.Find(name) ?? (InternalActorRefBase)Nobody.Instance;

    internal override IEnumerable<InternalActorRefBase> GetChildRefs() => Cell.Children.All();
}
