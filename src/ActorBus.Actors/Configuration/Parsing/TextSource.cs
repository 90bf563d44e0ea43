using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Parsing;

/// <summary>Something that has configuration text and knows what lies beside it.</summary>
internal abstract class TextSource
{
    private const int MaximumIncludes = 50;

    private readonly int _depth;

    /// <param name="name">How messages call the source.</param>
    /// <param name="includedBy">The source whose text includes this one, if any.</param>
    protected TextSource(string name, TextSource? includedBy)
    {
        Name = name;
        _depth = includedBy is null ? 0 : includedBy._depth + 1;
    }

    public string Name { get; }

    /// <summary>Whether the braces that are still open at the end of the text count as closed there.</summary>
    public virtual bool ClosesAtEnd => false;

    protected abstract string Text { get; }

    public Node Parse()
    {
        if (_depth > MaximumIncludes)
        {
            throw new ConfigurationException(
                $"{Name}: includes are nested more than {MaximumIncludes} deep. Does a file include itself?");
        }

        return new HoconParser(Text, this).ParseRoot();
    }

    /// <summary>Parses what a statement in this source includes; the objects are to be merged in order.</summary>
    public IReadOnlyList<ObjectNode> Include(IncludeStatement statement)
    {
        var trees = Find(statement);
        if (statement.IsRequired && trees.Count == 0)
        {
            throw new ConfigurationException(
                $"{statement.Origin}: the required include \"{statement.Name}\" was not found{Searched(statement)}. Create it, or drop required(...).");
        }

        return [.. trees.Select(tree => tree as ObjectNode ?? throw NoObject(statement, tree))];
    }

    protected virtual IReadOnlyList<Node> Find(IncludeStatement statement) => statement.Place switch
    {
        IncludePlace.Resource => ResourceSource.Open(statement.Name, this),
        IncludePlace.Url => FileSource.OpenUrl(statement, this),
        _ => FileSource.Open(statement.Name, FoldersFor(statement), this),
    };

    /// <summary>The folders that count as beside this source.</summary>
    protected virtual IReadOnlyList<string> Folders => [Directory.GetCurrentDirectory(), AppContext.BaseDirectory];

    private string Searched(IncludeStatement statement) => statement.Place switch
    {
        IncludePlace.Resource => " among the embedded resources",
        IncludePlace.Url => "",
        _ => $" in {string.Join(", ", FoldersFor(statement).Distinct().Select(folder => $"'{folder}'"))}",
    };

    /// <summary>Only an explicit file(...) may also be relative to the current directory.</summary>
    private IReadOnlyList<string> FoldersFor(IncludeStatement statement) =>
        statement.Place == IncludePlace.File ? [.. Folders, Directory.GetCurrentDirectory()] : Folders;

    private static ConfigurationException NoObject(IncludeStatement statement, Node tree) => new(
        $"{statement.Origin}: expected the included \"{statement.Name}\" to be an object, but its root is a list ({tree.Origin}).");
}
