using System.Reflection;
using ActorBus.Settings;

namespace ActorBus.Hosting.Composition;

/// <summary>Finds the exceptions that configuration names, among what the program consists of.</summary>
internal static class ExceptionTypes
{
    private static readonly Lazy<ILookup<string, Type>> ByName = new(Collect);

    /// <summary>The exception of this name, with or without its namespace, written in any way that settings may be; null when there is none or more than one.</summary>
    public static Type? Find(string name) => ByName.Value[SettingsKey.Of(name)].Take(2).ToArray() is [var type] ? type : null;

    /// <summary>How far it is from <see cref="Exception"/>.</summary>
    public static int DepthOf(Type type)
    {
        var depth = 0;
        for (var parent = type; parent != typeof(Exception) && parent is not null; parent = parent.BaseType) depth++;
        return depth;
    }

    private static ILookup<string, Type> Collect()
    {
        var found = Program().SelectMany(TypesOf).Where(type => type.IsSubclassOf(typeof(Exception)) || type == typeof(Exception)).ToArray();
        return found.SelectMany(type => new[] { type.FullName!, type.Name }.Select(SettingsKey.Of).Distinct(), (type, name) => (type, name))
            .ToLookup(pair => pair.name, pair => pair.type, StringComparer.Ordinal);
    }

    /// <summary>What is loaded, and what the program refers to and has not needed yet.</summary>
    private static IEnumerable<Assembly> Program()
    {
        var loaded = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic).ToArray();
        var names = loaded.Select(assembly => assembly.GetName().Name).ToHashSet(StringComparer.Ordinal);
        var missing = (Assembly.GetEntryAssembly()?.GetReferencedAssemblies() ?? []).Where(name => !names.Contains(name.Name));
        return loaded.Concat(missing.Select(Load).OfType<Assembly>()).Distinct();
    }

    private static Assembly? Load(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception unusable) when (unusable is IOException or BadImageFormatException)
        {
            // Left out of the deployment: nothing can throw its exceptions.
            return null;
        }
    }

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partial)
        {
            return partial.Types.OfType<Type>();
        }
    }
}
