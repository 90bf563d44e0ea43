using Akka.Configuration;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Hosting.Configuration;

/// <summary>HOCON as a source of configuration.</summary>
/// <param name="read">Reads the HOCON.</param>
internal sealed class HoconConfigurationSource(Func<IConfigurationBuilder, Config> read) : IConfigurationSource
{
    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new HoconConfigurationProvider(() => read(builder));
}
