using ActorBus.Hosting.Configuration;
using Akka.Configuration;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Hosting;

/// <summary>Adds HOCON to a host's configuration.</summary>
/// <remarks>
/// What stands below <c>actorbus</c> becomes the section <c>ActorBus</c>: <c>actorbus.distribution.send-timeout</c> is
/// <c>ActorBus:Distribution:SendTimeout</c>. Names that users choose, such as those of buses, brokers and handlers, stay as they are written. What
/// stands elsewhere in the HOCON is left out; give it to Akka.Hosting, or to <see cref="ActorBusBuilder.AddHocon"/>.
/// </remarks>
public static class ConfigurationBuilderExtensions
{
    /// <summary>Adds HOCON; weaker than what is added later, as every source.</summary>
    /// <exception cref="FormatException">It says something that <see cref="IConfiguration"/> cannot hold, such as two names that differ in capitals only.</exception>
    public static IConfigurationBuilder AddHocon(this IConfigurationBuilder builder, Config hocon)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(hocon);
        return builder.Add(new HoconConfigurationSource(_ => hocon));
    }

    /// <summary>Adds a HOCON file; weaker than what is added later, as every source. It is read once.</summary>
    /// <param name="builder">The configuration.</param>
    /// <param name="path">The file; relative to the base path of the configuration.</param>
    /// <param name="optional">True when the file may be missing.</param>
    /// <exception cref="FileNotFoundException">It is missing.</exception>
    /// <exception cref="FormatException">It is no HOCON, or says something that <see cref="IConfiguration"/> cannot hold.</exception>
    public static IConfigurationBuilder AddHoconFile(this IConfigurationBuilder builder, string path, bool optional = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.Add(new HoconConfigurationSource(owner => Read(owner, path, optional)));
    }

    private static Config Read(IConfigurationBuilder owner, string path, bool optional)
    {
        var file = Path.IsPathRooted(path) ? path : owner.GetFileProvider().GetFileInfo(path).PhysicalPath ?? path;
        if (File.Exists(file)) return ConfigurationFactory.ParseString(File.ReadAllText(file));
        return optional ? ConfigurationFactory.Empty : throw new FileNotFoundException($"There is no HOCON file '{path}', expected at '{file}'. Correct the path, or make the file optional.", file);
    }
}
