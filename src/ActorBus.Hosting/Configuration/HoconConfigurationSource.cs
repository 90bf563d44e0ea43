using Akka.Configuration;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Hosting.Configuration;

/// <summary>A configuration source that reads HOCON.</summary>
/// <param name="read">Reads the HOCON.</param>
internal sealed class HoconConfigurationSource(Func<IConfigurationBuilder, Config> read) : IConfigurationSource
{
    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new HoconConfigurationProvider(() => read(builder));
}
