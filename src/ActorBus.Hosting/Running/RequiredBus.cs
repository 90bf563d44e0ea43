using Akka.Actor;
using Akka.Hosting;

namespace ActorBus.Hosting.Running;

/// <summary>The actor of a bus that is resolved by key; the registry of Akka.Hosting holds those of the first service.</summary>
/// <typeparam name="TBus">The type that identifies the bus.</typeparam>
/// <param name="actor">Returns the actor; nobody before the start.</param>
/// <param name="started">Completes when the actor exists.</param>
internal sealed class RequiredBus<TBus>(Func<IActorRef> actor, Task started) : IRequiredActor<TBus>
{
    /// <inheritdoc/>
    public IActorRef ActorRef => actor();

    /// <inheritdoc/>
    public async Task<IActorRef> GetAsync(CancellationToken cancellationToken = default)
    {
        await started.WaitAsync(cancellationToken).ConfigureAwait(false);
        return actor();
    }
}
