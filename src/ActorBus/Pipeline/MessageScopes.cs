using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Pipeline;

/// <summary>The scopes from which the located handlers of one message come: one for each container.</summary>
/// <remarks>
/// Disposed with the message. A handler that was given up and still runs then keeps them until it has ended. Handlers end on any thread, hence
/// the lock.
/// </remarks>
internal sealed class MessageScopes(DispatchContext dispatch) : IMessageResource
{
    private readonly Lock _gate = new();
    private readonly List<(IServiceProvider Container, IServiceScope? Scope)> _scopes = [];
    private int _holders = 1;

    /// <summary>The services of the message; those of the container itself when it has no scopes.</summary>
    public IServiceProvider Of(IServiceProvider container)
    {
        lock (_gate)
        {
            var known = _scopes.Find(one => ReferenceEquals(one.Container, container));
            if (known.Container is null)
            {
                known = (container, container.GetService<IServiceScopeFactory>()?.CreateScope());
                _scopes.Add(known);
            }

            return known.Scope?.ServiceProvider ?? container;
        }
    }

    /// <summary>A handler begins; false when the scopes are disposed.</summary>
    public bool TryHold()
    {
        lock (_gate)
        {
            if (_holders == 0) return false;
            _holders++;
            return true;
        }
    }

    /// <summary>A handler has ended.</summary>
    public void Release() => _ = ReleaseOrReportAsync();

    /// <inheritdoc/>
    public async ValueTask EndAsync(bool succeeded)
    {
        lock (_gate)
        {
            if (--_holders > 0) return;
        }

        List<Exception> failures = [];
        foreach (var (_, scope) in _scopes)
        {
            if (scope is null) continue;
            try
            {
                await new AsyncServiceScope(scope).DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception error)
            {
                failures.Add(error);
            }
        }

        if (failures.Count > 0) throw failures.Count == 1 ? failures[0] : new AggregateException(failures);
    }

    private async Task ReleaseOrReportAsync()
    {
        try
        {
            await EndAsync(succeeded: true).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            dispatch.Owner.ReportFinalizeFailure(dispatch, error);
        }
    }
}
