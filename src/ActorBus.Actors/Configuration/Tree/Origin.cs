namespace ActorBus.Actors.Configuration.Tree;

/// <summary>Where a node was written: 'app.conf:12:7'. Lines and columns start at one.</summary>
internal readonly record struct Origin(string Source, int Line, int Column)
{
    public override string ToString() => Line == 0 ? Source : $"{Source}:{Line}:{Column}";
}
