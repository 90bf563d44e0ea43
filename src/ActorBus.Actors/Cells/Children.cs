namespace ActorBus.Actors.Cells;

/// <summary>The children of an actor by name, and which of them are being stopped and why.</summary>
/// <remarks>Changed by the actor's thread, for the guardians by any; read by any.</remarks>
internal sealed class Children
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ChildRestartStats?> _byName = [];
    private HashSet<IActorRef>? _dying;
    private WaitReason _reason;
    private long _generated;

    /// <summary>What the actor waits for its dying children for.</summary>
    public enum WaitReason
    {
        Nothing,
        Creation,
        Recreation,
        Termination,
    }

    /// <summary>True while messages that change the actor have to wait for dying children.</summary>
    public bool IsWaiting
    {
        get
        {
            lock (_gate)
                return _reason is WaitReason.Creation or WaitReason.Recreation or WaitReason.Termination;
        }
    }

    public bool IsTerminating
    {
        get
        {
            lock (_gate)
                return _reason == WaitReason.Termination;
        }
    }

    /// <summary>Takes a name, so that nobody else can while the child is being made.</summary>
    public string Reserve(string? name, ActorPath parent)
    {
        lock (_gate)
        {
            if (_reason == WaitReason.Termination)
            {
                throw new InvalidOperationException(
                    $"An actor named '{name}' was to be created below '{parent}', which is stopping or has stopped; create it elsewhere or before.");
            }

            name ??= ActorNames.Generated(_generated++);
            if (!_byName.TryAdd(name, null))
            {
                throw new InvalidActorNameException(
                    $"Actor name \"{name}\" is not unique!");
            }

            return name;
        }
    }

    public void Unreserve(string name)
    {
        lock (_gate)
        {
            if (_byName.GetValueOrDefault(name) is null)
                _byName.Remove(name);
        }
    }

    public void Add(string name, InternalActorRefBase child)
    {
        lock (_gate)
            _byName[name] = new ChildRestartStats(child);
    }

    public InternalActorRefBase? Find(string name)
    {
        lock (_gate)
            return (InternalActorRefBase?)_byName.GetValueOrDefault(name)?.Child;
    }

    public ChildRestartStats? Stats(IActorRef child)
    {
        lock (_gate)
            return _byName.GetValueOrDefault(child.Path.Name) is { } stats && stats.Child.Equals(child) ? stats : null;
    }

    public ChildRestartStats[] AllStats()
    {
        lock (_gate)
            return _byName.Values.OfType<ChildRestartStats>().ToArray();
    }

    public InternalActorRefBase[] All()
    {
        lock (_gate)
        {
            var children = new List<InternalActorRefBase>(_byName.Count);
            foreach (var stats in _byName.Values)
            {
                if (stats is not null)
                    children.Add((InternalActorRefBase)stats.Child);
            }

            return children.ToArray();
        }
    }

    /// <summary>The children, counted only when somebody looks: most strategies do not.</summary>
    public IEnumerable<IInternalActorRef> WhenAsked()
    {
        foreach (var child in All())
            yield return child;
    }

    public void MarkDying(IActorRef child)
    {
        lock (_gate)
        {
            if (_byName.GetValueOrDefault(child.Path.Name) is { } stats && stats.Child.Equals(child))
                (_dying ??= []).Add(child);
        }
    }

    /// <summary>Makes the actor wait for its dying children; false when there are none to wait for.</summary>
    public bool WaitFor(WaitReason reason)
    {
        lock (_gate)
        {
            if (_dying is not { Count: > 0 })
                return false;
            _reason = reason;
            return true;
        }
    }

    /// <summary>No child can be created any more.</summary>
    public void Seal()
    {
        lock (_gate)
            _reason = WaitReason.Termination;
    }

    /// <summary>Forgets a child that has stopped; gives the reason of the wait that ends with it.</summary>
    public WaitReason Remove(IActorRef child)
    {
        lock (_gate)
        {
            if (_byName.GetValueOrDefault(child.Path.Name) is { } stats && stats.Child.Equals(child))
                _byName.Remove(child.Path.Name);
            if (_dying is null || !_dying.Remove(child) || _dying.Count > 0)
                return WaitReason.Nothing;
            var ended = _reason;
            if (ended != WaitReason.Termination)
                _reason = WaitReason.Nothing;
            return ended;
        }
    }
}
