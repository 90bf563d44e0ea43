namespace ActorBus.Actors.Hosting;

/// <summary>Looks its actor up once and keeps it.</summary>
/// <typeparam name="TActor">The key.</typeparam>
/// <param name="registry">Where the actor is, or will be, registered.</param>
public sealed class RequiredActor<TActor>(IReadOnlyActorRegistry registry) : IRequiredActor<TActor>
{
    private IActorRef? _found;

    /// <inheritdoc/>
    public IActorRef ActorRef => _found ??= registry.Get<TActor>();

    /// <inheritdoc/>
    public async Task<IActorRef> GetAsync(CancellationToken cancellationToken = default) =>
        _found ??= await registry.GetAsync<TActor>(cancellationToken).ConfigureAwait(false);
}
