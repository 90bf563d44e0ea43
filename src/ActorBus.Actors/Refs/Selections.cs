namespace ActorBus.Actors.Refs;

/// <summary>Makes selections from text and paths.</summary>
internal static class Selections
{
    /// <summary>A path of another system leads to nobody here.</summary>
    public static ActorSelection From(LocalActorSystem system, ActorPath path) => path.Address.Equals(system.RootPath.Address)
        ? new ActorSelection(system.Root, path.Elements)
        : new ActorSelection(new EmptyLocalActorRef(system, path), Array.Empty<SelectionPathElement>());

    /// <summary>
    /// An absolute path begins at the root, with or without the system's address; any other at the anchor. No path at all, and an
    /// address that is none of an actor, lead to the dead letters.
    /// </summary>
    public static ActorSelection From(LocalActorSystem system, InternalActorRefBase anchor, string path)
    {
        if (ActorPath.TryParse(path, out var full))
            return From(system, full);
        if (path.Length == 0 || Uri.IsWellFormedUriString(path, UriKind.Absolute))
            return new ActorSelection(system.DeadLetters, Array.Empty<SelectionPathElement>());
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
