namespace ActorBus.Tests.Actors.Surface;

/// <summary>The name Akka.NET has for a type of the engine.</summary>
internal static class AkkaType
{
    /// <summary>Namespaces with another name than the mapped one; the longest comes first.</summary>
    private static readonly (string Ours, string Akka)[] Namespaces =
    [
        ("ActorBus.Actors.Setup", "Akka.Actor.Setup"),
        ("ActorBus.Actors.Internal", "Akka.Actor.Internal"),
        ("ActorBus.Actors.", "Akka."),
        ("ActorBus.Actors", "Akka.Actor"),
    ];

    public static string NameOf(Type type)
    {
        // These classes are one class in Akka.NET, there in several files.
        if (type.Namespace == "ActorBus.Actors.TestKit.Parts")
            return "Akka.TestKit.TestKitBase";
        var name = type.Name.Split('`')[0];
        if (type.DeclaringType is { } outer)
            return $"{NameOf(outer)}.{name}";
        var (ours, akka) = Namespaces.First(pair => type.Namespace!.StartsWith(pair.Ours, StringComparison.Ordinal));
        return $"{akka}{type.Namespace![ours.Length..]}.{name}";
    }

    /// <summary>The type with its base classes and interfaces.</summary>
    public static IEnumerable<string> Family(Type type)
    {
        for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
        {
            if (current.Namespace?.StartsWith("ActorBus.Actors", StringComparison.Ordinal) == true)
                yield return NameOf(current);
        }

        foreach (var part in type.GetInterfaces())
        {
            if (part.Namespace?.StartsWith("ActorBus.Actors", StringComparison.Ordinal) == true)
                yield return NameOf(part);
        }
    }
}
