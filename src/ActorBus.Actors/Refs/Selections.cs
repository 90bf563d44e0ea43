namespace ActorBus.Actors.Refs;

/// <summary>Makes selections from text and paths.</summary>
internal static class Selections
{
    public static ActorSelection From(LocalActorSystem system, ActorPath path) => new(system.Root, path.Elements);

    /// <summary>An absolute path begins at the root, with or without the system's address; any other at the anchor.</summary>
    public static ActorSelection From(LocalActorSystem system, InternalActorRefBase anchor, string path)
    {
        if (ActorPath.TryParse(path, out var full))
        {
            return full.Address.Equals(system.RootPath.Address)
                ? From(system, full)
                : new ActorSelection(new EmptyLocalActorRef(system, full), Array.Empty<SelectionPathElement>());
        }

        return path.StartsWith('/') ? new ActorSelection(system.Root, path[1..]) : new ActorSelection(anchor, path);
    }

    public static SelectionPathElement[] Elements(IEnumerable<string> names)
    {
        var steps = names.Where(name => name.Length > 0 && name != ".").ToArray();
        return steps.Select((name, i) => name switch
        {
            ".." => SelectParent.Instance,
            "**" when i == steps.Length - 1 => SelectChildRecursive.Instance,
            "**" => throw new IllegalActorNameException($"'{string.Join('/', steps)}' has '**' before its end; it can be the last step only."),
            _ when name.AsSpan().IndexOfAny('*', '?') >= 0 => new SelectChildPattern(name),
            _ => (SelectionPathElement)new SelectChildName(name),
        }).ToArray();
    }
}
