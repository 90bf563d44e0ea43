using ActorBus.Brokers;
using ActorBus.Distribution;

namespace ActorBus.Hosting.Verbs;

/// <summary>One broker of a service of this program.</summary>
/// <param name="Name">The name of the broker in the service map.</param>
/// <param name="Distribution">The distribution options for the broker.</param>
/// <param name="Create">Creates the broker.</param>
/// <param name="IsOwned">Whether the broker must be disposed after use.</param>
internal sealed record ProgramBroker(string Name, DistributionOptions Distribution, Func<IBroker> Create, bool IsOwned)
{
    /// <summary>Creates the broker, uses it and disposes it if it is owned.</summary>
    public async Task<T> UseAsync<T>(Func<IBroker, Task<T>> use)
    {
        var broker = Create();
        try
        {
            return await use(broker).ConfigureAwait(false);
        }
        finally
        {
            if (IsOwned) await broker.DisposeAsync().ConfigureAwait(false);
        }
    }
}
