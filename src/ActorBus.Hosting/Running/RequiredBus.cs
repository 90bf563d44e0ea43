using Akka.Actor;
using Akka.Hosting;

namespace ActorBus.Hosting.Running;

/// <summary>The actor of a bus, as it is now: one that was stopped has a successor.</summary>
/// <typeparam name="TBus">What stands for the bus.</typeparam>
/// <param name="actor">Gives it; it exists before anybody can ask.</param>
internal sealed class RequiredBus<TBus>(Func<IActorRef> actor) : IRequiredActor<TBus>
{
    /// <inheritdoc/>
    public IActorRef ActorRef => actor();

    /// <inheritdoc/>
    public Task<IActorRef> GetAsync(CancellationToken cancellationToken = default) => Task.FromResult(actor());
}
