using System.Reflection;
using ActorBus.Actors.Configuration.Hocon;
using ActorBus.Actors.Configuration.Parsing;

namespace ActorBus.Actors.Configuration;

/// <summary>Makes configurations of HOCON text.</summary>
/// <remarks>
/// A text that breaks the syntax is refused here, with source, line and column. Substitutions are resolved when a value is read
/// for the first time, so that they can find what a fallback defines.
/// </remarks>
public static class ConfigurationFactory
{
    /// <summary>A configuration without values.</summary>
    public static Config Empty => new();

    /// <summary>What an actor system has where its own configuration says nothing.</summary>
    /// <returns>The defaults of every setting.</returns>
    public static Config Default() => ReferenceConfig.Value;

    /// <summary>Parses HOCON text.</summary>
    /// <param name="hocon">The text.</param>
    /// <returns>The configuration.</returns>
    /// <remarks>Files included by a relative name are looked for in the current directory and beside the program.</remarks>
    /// <exception cref="ConfigurationException">The text breaks the syntax.</exception>
    public static Config ParseString(string hocon) => ParseString(hocon, null);

    /// <summary>Parses HOCON text whose includes the caller answers.</summary>
    /// <param name="hocon">The text.</param>
    /// <param name="includeCallback">Gives the parsed text for the name of an include, or null if there is none.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ConfigurationException">The text breaks the syntax.</exception>
    public static Config ParseString(string hocon, Func<string, HoconRoot?>? includeCallback) =>
        new(Parser.Parse(hocon, includeCallback));

    /// <summary>Parses an embedded resource.</summary>
    /// <param name="resourceName">The full name of the resource.</param>
    /// <param name="assembly">The assembly that has it.</param>
    /// <returns>The configuration.</returns>
    /// <remarks>What it includes by a plain name is looked for beside it, in the same assembly.</remarks>
    /// <exception cref="ConfigurationException">There is no such resource, or it breaks the syntax.</exception>
    public static Config FromResource(string resourceName, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        ArgumentNullException.ThrowIfNull(assembly);
        return new Config(new ResourceSource(assembly, resourceName, null).Parse(), null);
    }

    /// <summary>Parses a resource embedded in the assembly of a type.</summary>
    /// <typeparam name="TAssembly">A type of that assembly.</typeparam>
    /// <param name="resourceName">The full name of the resource.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ConfigurationException">There is no such resource, or it breaks the syntax.</exception>
    public static Config FromResource<TAssembly>(string resourceName) => FromResource(resourceName, typeof(TAssembly).Assembly);

    /// <summary>Parses a resource embedded in the assembly an object belongs to.</summary>
    /// <param name="resourceName">The full name of the resource.</param>
    /// <param name="instanceInAssembly">The assembly, a type of it, or an instance of such a type.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ConfigurationException">There is no such resource, or it breaks the syntax.</exception>
    public static Config FromResource(string resourceName, object instanceInAssembly)
    {
        ArgumentNullException.ThrowIfNull(instanceInAssembly);
        var assembly = instanceInAssembly as Assembly ?? (instanceInAssembly as Type ?? instanceInAssembly.GetType()).Assembly;
        return FromResource(resourceName, assembly);
    }
}
