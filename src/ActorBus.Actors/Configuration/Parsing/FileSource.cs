using System.Text;
using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Parsing;

/// <summary>A file in UTF-8; what it includes is looked for beside it.</summary>
internal sealed class FileSource(string path, TextSource? includedBy) : TextSource(path, includedBy)
{
    private static readonly UTF8Encoding Strict = new(false, true);

    protected override string Text => ReadText();

    protected override IReadOnlyList<string> Folders => [Path.GetDirectoryName(Path.GetFullPath(Name))!];

    /// <summary>Parses the file of that name, or, for a name without extension, those ending in .json and .conf.</summary>
    public static IReadOnlyList<Node> Open(string name, IEnumerable<string> folders, TextSource? includedBy)
    {
        string[] names = Path.HasExtension(name) ? [name] : [name + ".json", name + ".conf", name];
        foreach (var folder in folders)
        {
            var found = names.Select(candidate => Path.Combine(folder, candidate)).Where(File.Exists).ToList();
            if (found.Count > 0)
                return [.. found.Select(file => new FileSource(file, includedBy).Parse())];
        }

        return [];
    }

    public static IReadOnlyList<Node> OpenUrl(IncludeStatement statement, TextSource includedBy)
    {
        if (!Uri.TryCreate(statement.Name, UriKind.Absolute, out var url) || !url.IsFile)
        {
            throw new ConfigurationException(
                $"{statement.Origin}: expected a file: URL, but found url(\"{statement.Name}\"). Other URLs cannot be included.");
        }

        return File.Exists(url.LocalPath) ? [new FileSource(url.LocalPath, includedBy).Parse()] : [];
    }

    private string ReadText()
    {
        try
        {
            return File.ReadAllText(Name, Strict);
        }
        catch (DecoderFallbackException exception)
        {
            throw new ConfigurationException($"{Name}: expected UTF-8, but the file has other bytes ({exception.Message})", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{Name}: the file cannot be read: {exception.Message}", exception);
        }
    }
}
