using System.Collections;

namespace ActorBus.Actors.Hosting;

/// <summary>The actors of one system that others look up by a type.</summary>
/// <remarks>Safe on every thread. An actor stays registered after it has stopped.</remarks>
public class ActorRegistry : IActorRegistry, IExtension
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Type, IActorRef> _actors = [];
    private readonly Dictionary<Type, TaskCompletionSource<IActorRef>> _awaited = [];

    /// <summary>The registry of a system.</summary>
    /// <param name="actorSystem">The system.</param>
    /// <returns>Always the same one for the same system.</returns>
    public static ActorRegistry For(ActorSystem actorSystem)
    {
        ArgumentNullException.ThrowIfNull(actorSystem);
        return actorSystem.WithExtension<ActorRegistry, ActorRegistryExtension>();
    }

    /// <inheritdoc/>
    public void Register<TKey>(IActorRef actor, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!TryRegister<TKey>(actor, overwrite))
        {
            throw new DuplicateActorRegistryException(
                $"'{actor.Path}' cannot be registered for '{typeof(TKey)}': the key belongs to '{Get<TKey>().Path}'. " +
                "Use another key, or pass overwrite: true.");
        }
    }

    /// <inheritdoc/>
    public bool TryRegister<TKey>(IActorRef actor, bool overwrite = false) => TryRegister(typeof(TKey), actor, overwrite);

    /// <inheritdoc/>
    public bool TryRegister(Type key, IActorRef actor, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (actor is null)
            return false;

        TaskCompletionSource<IActorRef>? awaited;
        lock (_gate)
        {
            if (!_actors.TryAdd(key, actor))
            {
                if (!overwrite)
                    return false;
                _actors[key] = actor;
            }

            _awaited.Remove(key, out awaited);
        }

        awaited?.SetResult(actor);
        return true;
    }

    /// <inheritdoc/>
    public IActorRef Get<TKey>() => TryGet<TKey>(out var actor)
        ? actor
        : throw new MissingActorRegistryEntryException(
            $"No actor is registered for '{typeof(TKey)}'. Register one first, or await GetAsync if it is still being started.");

    /// <inheritdoc/>
    public Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default) => GetAsync(typeof(TKey), ct);

    /// <inheritdoc/>
    public Task<IActorRef> GetAsync(Type key, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_gate)
        {
            if (_actors.TryGetValue(key, out var actor))
                return Task.FromResult(actor);
            if (!_awaited.TryGetValue(key, out var awaited))
                _awaited.Add(key, awaited = new TaskCompletionSource<IActorRef>(TaskCreationOptions.RunContinuationsAsynchronously));
            return AwaitAsync(awaited.Task, ct);
        }
    }

    /// <inheritdoc/>
    public bool TryGet<TKey>(out IActorRef actor) => TryGet(typeof(TKey), out actor);

    /// <inheritdoc/>
    public bool TryGet(Type key, out IActorRef actor)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_gate)
        {
            var isFound = _actors.TryGetValue(key, out var found);
            actor = found ?? ActorRefs.Nobody;
            return isFound;
        }
    }

    /// <summary>The registered actors as they are now.</summary>
    /// <returns>Keys with their actors.</returns>
    public IEnumerator<KeyValuePair<Type, IActorRef>> GetEnumerator()
    {
        lock (_gate)
            return _actors.ToList().GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A task of its own for each that waits.</summary>
    private static async Task<IActorRef> AwaitAsync(Task<IActorRef> registered, CancellationToken ct) =>
        await registered.WaitAsync(ct).ConfigureAwait(false);
}
