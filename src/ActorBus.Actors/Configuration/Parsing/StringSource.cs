using ActorBus.Actors.Configuration.Hocon;
using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Parsing;

/// <summary>A text the program has in memory; includes are answered by a callback or looked for as files.</summary>
internal sealed class StringSource(string text, Func<string, HoconRoot?>? include) : TextSource("string", null)
{
    /// <summary>As in Akka.NET, for texts whose includes the program answers.</summary>
    public override bool ClosesAtEnd => include is not null;

    protected override string Text => text;

    protected override IReadOnlyList<Node> Find(IncludeStatement statement)
    {
        if (include is null)
            return base.Find(statement);
        return include(statement.Name) is { } root ? [root.Value.Node] : [];
    }
}
