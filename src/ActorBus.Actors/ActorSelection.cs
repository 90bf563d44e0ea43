namespace ActorBus.Actors;

/// <summary>The actors at a path, looked up anew with every message.</summary>
/// <remarks>Unlike a reference it also reaches an actor created later at the path, and may reach many.</remarks>
public class ActorSelection : ICanTell
{
    /// <summary>Creates a selection by the path from one actor.</summary>
    public ActorSelection(IActorRef anchor, SelectionPathElement[] path)
    {
        Anchor = anchor;
        Path = path;
    }

    /// <summary>Creates a selection by the path from one actor.</summary>
    public ActorSelection(IActorRef anchor, string path)
        : this(anchor, path.Split('/'))
    {
    }

    /// <summary>Creates a selection by the names and patterns from one actor.</summary>
    public ActorSelection(IActorRef anchor, IEnumerable<string> elements)
        : this(anchor, Selections.Elements(elements))
    {
    }

    /// <summary>Where the path begins.</summary>
    public IActorRef Anchor { get; }

    /// <summary>The steps of the path.</summary>
    public SelectionPathElement[] Path { get; }

    /// <summary>The steps as text.</summary>
    public string PathString => "/" + string.Join<SelectionPathElement>('/', Path);

    /// <inheritdoc/>
    public void Tell(object message, IActorRef? sender = null)
    {
        var from = sender ?? ActorCell.Current?.Self;
        SelectionDelivery.Deliver(InternalActorRefBase.Of(Anchor), new ActorSelectionMessage(message, Path), from);
    }

    /// <summary>Finds the one actor at the path.</summary>
    /// <exception cref="ActorNotFoundException">No actor answered in time.</exception>
    public Task<IActorRef> ResolveOne(TimeSpan timeout) => ResolveOne(timeout, CancellationToken.None);

    /// <summary>Finds the one actor at the path.</summary>
    /// <exception cref="ActorNotFoundException">No actor answered in time.</exception>
    public async Task<IActorRef> ResolveOne(TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            var identity = await this.Ask<ActorIdentity>(new Identify(null), timeout, ct).ConfigureAwait(false);
            return identity.Subject ?? throw new ActorNotFoundException($"No actor lives at '{this}'.");
        }
        catch (AskTimeoutException late)
        {
            throw new ActorNotFoundException($"No actor at '{this}' answered Identify within {timeout}.", late);
        }
        catch (OperationCanceledException cancelled)
        {
            throw new ActorNotFoundException($"The search for the actor at '{this}' was cancelled.", cancelled);
        }
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) =>
        obj is ActorSelection other && Anchor.Equals(other.Anchor) && Path.SequenceEqual(other.Path);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Anchor, PathString);

    /// <summary>The anchor and the steps.</summary>
    public override string ToString() => $"ActorSelection[Anchor({Anchor.Path.ToStringWithUid()}), Path({PathString})]";
}
