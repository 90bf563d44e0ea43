namespace ActorBus.Actors.Cells;

/// <summary>What is to be run when an actor system has stopped, last registered first.</summary>
internal sealed class TerminationCode
{
    private readonly Lock _gate = new();
    private readonly Stack<Action> _code = new();
    private bool _ended;

    /// <summary>False once the system has stopped.</summary>
    public bool TryAdd(Action code)
    {
        lock (_gate)
        {
            if (!_ended)
                _code.Push(code);
            return !_ended;
        }
    }

    /// <summary>Runs all of it, whatever part of it fails; gives the failures.</summary>
    public List<Exception> Run()
    {
        lock (_gate)
            _ended = true;
        List<Exception> failures = [];
        while (_code.TryPop(out var code))
        {
            try
            {
                code();
            }
            catch (Exception failure)
            {
                failures.Add(failure);
            }
        }

        return failures;
    }
}
