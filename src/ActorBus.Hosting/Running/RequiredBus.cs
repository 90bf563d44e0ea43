using Akka.Actor;
using Akka.Hosting;

namespace ActorBus.Hosting.Running;

/// <summary>The actor of a bus that is found by its key; the registry of Akka.Hosting has those of the first service.</summary>
/// <typeparam name="TBus">What stands for the bus.</typeparam>
/// <param name="actor">Returns it; nobody before the start.</param>
/// <param name="started">Completes when it is there.</param>
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
