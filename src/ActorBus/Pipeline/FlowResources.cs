namespace ActorBus.Pipeline;

/// <summary>The resources of one flow: handed out while it runs, committed or discarded once when it ends.</summary>
/// <remarks>Handlers of a flow may run at the same time, hence the lock; it is never held while user code runs but for making one.</remarks>
internal sealed class FlowResources
{
    private readonly Lock _gate = new();
    private readonly List<IFlowResource> _resources = [];
    private bool _committing;
    private bool _closed;

    public T GetOrAdd<T>(Func<T> create)
        where T : class, IFlowResource
    {
        lock (_gate)
        {
            if (_closed)
            {
                throw new ActorBusException(
                    $"A {typeof(T).Name} was asked for after its flow had ended, so it would never be committed. Await what the "
                    + "handler starts before the handler returns.");
            }

            foreach (var resource in _resources)
            {
                if (resource is T known) return known;
            }

            var made = create();
            _resources.Add(made);
            return made;
        }
    }

    /// <summary>Commits all in order, also those that a commit adds; at the first failure discards what is left and fails.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        for (var index = 0; TryTake(index, out var resource); index++)
        {
            try
            {
                await resource.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                try
                {
                    DiscardFrom(index);
                }
                catch (Exception another)
                {
                    throw new AggregateException(error, another);
                }

                throw;
            }
        }
    }

    /// <summary>Discards all, unless their commit has begun. One that fails keeps neither the others nor the caller waiting.</summary>
    public void Discard(MessageBus bus, DispatchContext dispatch)
    {
        lock (_gate)
        {
            if (_committing) return;
        }

        try
        {
            DiscardFrom(0);
        }
        catch (Exception error)
        {
            bus.ReportFinalizeFailure(dispatch, error);
        }
    }

    private bool TryTake(int index, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IFlowResource? resource)
    {
        lock (_gate)
        {
            _committing = true;
            _closed = index >= _resources.Count;
            resource = _closed ? null : _resources[index];
            return !_closed;
        }
    }

    private void DiscardFrom(int index)
    {
        IFlowResource[] left;
        lock (_gate)
        {
            if (_closed) return;
            _closed = true;
            left = [.. _resources.Skip(index)];
        }

        List<Exception> failures = [];
        foreach (var resource in left)
        {
            try
            {
                resource.Discard();
            }
            catch (Exception error)
            {
                failures.Add(error);
            }
        }

        if (failures.Count > 0) throw failures.Count == 1 ? failures[0] : new AggregateException(failures);
    }
}
