namespace ActorBus.Chaos.Histories;

/// <summary>What a checker found in a history.</summary>
/// <param name="Lost">Confirmed, and neither handled nor left over.</param>
/// <param name="Phantoms">Seen although it cannot have been stored.</param>
/// <param name="Duplicated">Given out as new more often than it can have been stored.</param>
/// <param name="Reordered">First seen after a later message of the same sender.</param>
/// <param name="HandledAgain">How often a message was handled that had been handled before; expected after faults.</param>
public sealed record Verdict(
    IReadOnlyList<MessageRef> Lost,
    IReadOnlyList<MessageRef> Phantoms,
    IReadOnlyList<MessageRef> Duplicated,
    IReadOnlyList<MessageRef> Reordered,
    int HandledAgain)
{
    /// <summary>True when every promise was kept.</summary>
    public bool IsGood => Lost.Count + Phantoms.Count + Duplicated.Count + Reordered.Count == 0;

    public override string ToString() =>
        $"lost [{string.Join(' ', Lost)}], phantoms [{string.Join(' ', Phantoms)}], duplicated [{string.Join(' ', Duplicated)}], "
        + $"reordered [{string.Join(' ', Reordered)}], handled again {HandledAgain}";
}
