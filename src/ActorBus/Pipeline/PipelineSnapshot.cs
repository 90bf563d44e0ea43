using ActorBus.Messages;

namespace ActorBus.Pipeline;

/// <summary>The steps and listeners of a bus at one moment, per phase in the order in which they run. Immutable.</summary>
internal sealed class PipelineSnapshot
{
    private readonly Listener[][] _phases;
    private readonly bool[] _isActor;
    private readonly bool _isFusing;

    private PipelineSnapshot(Listener[][] phases, bool isFusing)
    {
        _phases = phases;
        _isFusing = isFusing;
        _isActor = [.. phases.Select(phase => !isFusing || phase.Any(entry => entry.Callback is not null))];
    }

    /// <summary>What a bus does without any listener.</summary>
    /// <param name="kind">The kind of message of the bus.</param>
    /// <param name="isFusing">Whether phases without listeners run in the turn of whoever holds the dispatch.</param>
    public static PipelineSnapshot Default(MessageKind kind, bool isFusing) => new(
        [
            .. DefaultPipeline.Dispatch(kind).Select(step => new[] { new Listener(step, isFinalize: false) }),
            [.. DefaultPipeline.FinalizeSteps(kind).Select(step => new Listener(step, isFinalize: true))],
        ],
        isFusing);

    /// <summary>What runs in a phase.</summary>
    public Listener[] this[int phase] => _phases[phase];

    /// <summary>Whether the actor of a phase runs it. Otherwise it is fused with its neighbours.</summary>
    public bool IsActor(int phase) => _isActor[phase];

    public PipelineSnapshot With(Listener listener) => Replace(listener, phase =>
    {
        var behind = Array.FindIndex(phase, entry => entry.Priority < listener.Priority);
        return [.. phase[..(behind < 0 ? phase.Length : behind)], listener, .. behind < 0 ? [] : phase[behind..]];
    });

    public PipelineSnapshot Without(Listener listener) =>
        Replace(listener, phase => [.. phase.Where(entry => !ReferenceEquals(entry, listener))]);

    private PipelineSnapshot Replace(Listener listener, Func<Listener[], Listener[]> change)
    {
        var index = listener.IsFinalize ? DefaultPipeline.Finalize : DefaultPipeline.PhaseOf(listener.Priority);
        var phases = (Listener[][])_phases.Clone();
        phases[index] = change(phases[index]);
        return new PipelineSnapshot(phases, _isFusing);
    }
}
