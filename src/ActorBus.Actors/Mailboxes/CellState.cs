namespace ActorBus.Actors.Mailboxes;

/// <summary>How far an actor is from processing user messages.</summary>
internal enum CellState
{
    Running,
    Suspended,
    WaitingForChildren,
    Never,
}
