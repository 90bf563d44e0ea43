namespace ActorBus.Pipeline;

/// <summary>What a bus itself does at one priority; see <see cref="DefaultPipeline"/> for the order.</summary>
internal abstract class PhaseStep
{
    /// <summary>Where it stands among the listeners.</summary>
    public abstract int Priority { get; }

    /// <summary>What it is called in a description.</summary>
    public string Name => GetType().Name;

    /// <summary>Does it. What it throws is the failure of the dispatch.</summary>
    /// <returns>False when the dispatch is parked at a handler, which will bring it back.</returns>
    public abstract bool Run(DispatchContext dispatch);
}
