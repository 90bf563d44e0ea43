namespace ActorBus.Actors;

/// <summary>Finds the types that a configuration names. Names of Akka.NET's own types mean ours, so one file serves both engines.</summary>
internal static class TypeNames
{
    private static readonly (string Akka, string Ours)[] Namespaces =
    [
        ("Akka.Event.StandardOutLogger", "ActorBus.Actors.Event.DefaultLogger"),
        ("Akka.Actor.", "ActorBus.Actors."),
        ("Akka.TestKit.", "ActorBus.Actors.TestKit."),
        ("Akka.", "ActorBus.Actors."),
    ];

    public static Type Find(string name, string setting)
    {
        var type = Type.GetType(name) ?? Type.GetType(Ours(name)) ?? typeof(TypeNames).Assembly.GetType(name);
        return type ?? throw new ConfigurationException(
            $"'{setting}' names the type '{name}', which was not found; give the full name and assembly: 'Namespace.Type, Assembly'.");
    }

    public static T New<T>(string name, string setting, params object[] arguments)
        where T : class
    {
        var type = Find(name, setting);
        if (!typeof(T).IsAssignableFrom(type))
            throw new ConfigurationException($"'{setting}' names '{name}', which is not a {typeof(T).Name}.");
        return (T)(arguments.Length > 0 && type.GetConstructor(Array.ConvertAll(arguments, a => a.GetType())) is null
            ? Activator.CreateInstance(type)!
            : Activator.CreateInstance(type, arguments)!);
    }

    private static string Ours(string name)
    {
        foreach (var (akka, ours) in Namespaces)
        {
            if (!name.StartsWith(akka, StringComparison.Ordinal))
                continue;
            var plain = name.Split(',')[0].Trim();
            var assembly = akka == "Akka.TestKit." ? ", ActorBus.Actors.TestKit" : "";
            return ours + plain[akka.Length..] + assembly;
        }

        return name;
    }
}
