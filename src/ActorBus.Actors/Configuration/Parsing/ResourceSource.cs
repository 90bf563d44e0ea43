using System.Reflection;
using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Parsing;

/// <summary>A resource embedded in an assembly; what it includes is looked for in the same assembly, beside it.</summary>
internal sealed class ResourceSource(Assembly assembly, string resource, TextSource? includedBy) : TextSource(resource, includedBy)
{
    protected override string Text
    {
        get
        {
            using var stream = assembly.GetManifestResourceStream(Name) ?? throw Missing();
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Parses the resource of that name in the first loaded assembly that has it.</summary>
    public static IReadOnlyList<Node> Open(string name, TextSource includedBy)
    {
        var plain = name.TrimStart('/').Replace('/', '.');
        var owner = AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => Has(assembly, plain));
        return owner is null ? [] : [new ResourceSource(owner, plain, includedBy).Parse()];
    }

    protected override IReadOnlyList<Node> Find(IncludeStatement statement)
    {
        if (statement.Place != IncludePlace.Any)
            return base.Find(statement);
        var plain = statement.Name.TrimStart('/').Replace('/', '.');
        var beside = Beside(plain);
        var found = new[] { beside, beside + ".conf", plain, plain + ".conf" }.FirstOrDefault(name => Has(assembly, name));
        return found is null ? [] : [new ResourceSource(assembly, found, this).Parse()];
    }

    private static bool Has(Assembly assembly, string name) =>
        !assembly.IsDynamic && assembly.GetManifestResourceInfo(name) is not null;

    /// <summary>'A.B.main.conf' and 'other.conf' lie side by side as 'A.B.main.conf' and 'A.B.other.conf'.</summary>
    private string Beside(string plain)
    {
        var stem = Path.GetFileNameWithoutExtension(Name);
        var folder = stem.LastIndexOf('.');
        return folder < 0 ? plain : $"{stem[..folder]}.{plain}";
    }

    private ConfigurationException Missing()
    {
        var names = string.Join(", ", assembly.GetManifestResourceNames().Select(name => $"'{name}'"));
        return new ConfigurationException(
            $"The resource '{Name}' was not found in '{assembly.GetName().Name}', which has {(names.Length == 0 ? "none" : names)}. " +
            "Is the file an EmbeddedResource?");
    }
}
