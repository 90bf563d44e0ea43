namespace ActorBus.Pipeline;

/// <summary>One entry of a pipeline: a step of the bus itself, or a listener that somebody attached.</summary>
internal sealed class Listener : IListenerHandle
{
    private readonly MessageBus? _bus;

    public Listener(PhaseStep step, bool isFinalize)
    {
        Step = step;
        Priority = step.Priority;
        IsFinalize = isFinalize;
    }

    public Listener(MessageBus bus, Func<DispatchContext, ValueTask> callback, int priority, bool isFinalize)
    {
        _bus = bus;
        Callback = callback;
        Priority = priority;
        IsFinalize = isFinalize;
    }

    public int Priority { get; }

    public bool IsFinalize { get; }

    /// <summary>The bus's own step; null for a listener.</summary>
    public PhaseStep? Step { get; }

    /// <summary>The listener; null for a step of the bus.</summary>
    public Func<DispatchContext, ValueTask>? Callback { get; }

    /// <summary>What it is called in a description.</summary>
    public string Name => Step is not null ? Step.Name : NameOf(Callback!);

    public void Dispose() => _bus?.Detach(this);

    private static string NameOf(Delegate callback)
    {
        // A lifted Action hides the method that matters in its closure.
        var inner = callback.Target?.GetType().GetFields().Select(field => field.GetValue(callback.Target)).OfType<Delegate>().FirstOrDefault();
        var method = (inner ?? callback).Method;
        return $"{method.DeclaringType?.Name}.{method.Name}";
    }
}
