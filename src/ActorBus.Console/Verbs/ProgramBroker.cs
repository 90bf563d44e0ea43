using ActorBus.Brokers;
using ActorBus.Distribution;

namespace ActorBus.Hosting.Verbs;

/// <summary>One broker of a service of this program.</summary>
/// <param name="Name">Its name in the service map.</param>
/// <param name="Distribution">How the service sends and receives there.</param>
/// <param name="Create">Makes it.</param>
/// <param name="IsOwned">True when it is to be disposed after use.</param>
internal sealed record ProgramBroker(string Name, DistributionOptions Distribution, Func<IBroker> Create, bool IsOwned)
{
    /// <summary>Makes the broker, uses it and disposes it.</summary>
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
