using System.Reflection;

namespace ActorBus.Hosting.Configuration;

/// <summary>
/// Finds exception types by the full names that rules use: in the assemblies of the handlers, in the assemblies those reference, in ActorBus and in
/// the core library.
/// </summary>
/// <param name="handlers">The assemblies of the handlers.</param>
internal sealed class ExceptionNames(IReadOnlyCollection<Assembly> handlers)
{
    /// <summary>Returns the exception type with a name; null when there is none.</summary>
    public Type? Find(string name) => handlers.Concat([typeof(ActorBusException).Assembly, typeof(ActorBusBuilder).Assembly, typeof(object).Assembly])
        .Concat(handlers.SelectMany(assembly => assembly.GetReferencedAssemblies()).DistinctBy(reference => reference.FullName).Select(Load).OfType<Assembly>())
        .Select(assembly => assembly.GetType(name, throwOnError: false, ignoreCase: true)).FirstOrDefault(type => type?.IsAssignableTo(typeof(Exception)) is true);

    /// <summary>Returns the inheritance depth of an exception type below <see cref="Exception"/>.</summary>
    public static int DepthOf(Type type)
    {
        var depth = 0;
        for (var parent = type; parent != typeof(Exception) && parent is not null; parent = parent.BaseType) depth++;
        return depth;
    }

    private static Assembly? Load(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception unusable) when (unusable is IOException or BadImageFormatException)
        {
            // The assembly is not deployed, so nothing can throw its exceptions.
            return null;
        }
    }
}
