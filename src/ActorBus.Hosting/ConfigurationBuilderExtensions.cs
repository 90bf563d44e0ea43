using ActorBus.Hosting.Configuration;
using Akka.Configuration;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Hosting;

/// <summary>Extends <see cref="IConfigurationBuilder"/> with HOCON sources.</summary>
/// <remarks>
/// Values below <c>actorbus</c> become the section <c>ActorBus</c>: <c>actorbus.distribution.send-timeout</c> is
/// <c>ActorBus:Distribution:SendTimeout</c>. User-defined names, such as those of buses, brokers and handlers, are kept as written. Values elsewhere
/// in the HOCON are ignored; pass them to Akka.Hosting, or to <see cref="ActorBusBuilder.AddHocon"/>.
/// </remarks>
public static class ConfigurationBuilderExtensions
{
    /// <summary>Adds HOCON as a configuration source. As with every source, sources added later take precedence.</summary>
    /// <exception cref="FormatException">
    /// The HOCON contains something that <see cref="IConfiguration"/> cannot represent, such as two names that differ only in case.
    /// </exception>
    public static IConfigurationBuilder AddHocon(this IConfigurationBuilder builder, Config hocon)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(hocon);
        return builder.Add(new HoconConfigurationSource(_ => hocon));
    }

    /// <summary>
    /// Adds a HOCON file, which is read once, as a configuration source. As with every source, sources added later take precedence.
    /// </summary>
    /// <param name="builder">The configuration builder.</param>
    /// <param name="path">The path of the file, relative to the base path of the configuration.</param>
    /// <param name="optional">Whether the file may be missing.</param>
    /// <exception cref="FileNotFoundException">The file is missing and not optional.</exception>
    /// <exception cref="FormatException">
    /// The file is not valid HOCON, or contains something that <see cref="IConfiguration"/> cannot represent.
    /// </exception>
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
