namespace ActorBus.Pipeline;

/// <summary>An entry of a pipeline: a step of the bus itself, or an attached listener.</summary>
internal sealed class Listener : IListenerHandle
{
    private readonly MessageBus? _bus;
    private readonly string? _plugin;

    public Listener(PhaseStep step, bool isFinalize)
    {
        Step = step;
        Priority = step.Priority;
        IsFinalize = isFinalize;
    }

    /// <param name="bus">The bus.</param>
    /// <param name="callback">The listener.</param>
    /// <param name="priority">Its priority.</param>
    /// <param name="isFinalize">True for one of finalize.</param>
    /// <param name="plugin">The plugin that it belongs to; null for none.</param>
    public Listener(MessageBus bus, Func<DispatchContext, ValueTask> callback, int priority, bool isFinalize, string? plugin)
    {
        _bus = bus;
        _plugin = plugin;
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
    public string Name => Step?.Name ?? _plugin ?? NameOf(Callback!);

    public void Dispose() => _bus?.Detach(this);

    /// <summary>The method, for people; a lambda has no name and is called after the method that it stands in.</summary>
    public static string NameOf(Delegate callback)
    {
        // A lifted Action is the one field of the closure that lifted it.
        var isLifted = callback.Method.DeclaringType?.DeclaringType == typeof(MessageBusExtensions);
        var fields = isLifted ? callback.Target!.GetType().GetFields() : [];
        var method = (fields.Select(field => field.GetValue(callback.Target)).OfType<Delegate>().FirstOrDefault() ?? callback).Method;
        var type = method.DeclaringType;
        while (type is { DeclaringType: { } outer } && IsGenerated(type.Name)) type = outer;
        return $"{type?.Name}.{NameOf(method.Name)}";
    }

    /// <summary><c>&lt;Method&gt;b__0</c> is a lambda in Method, <c>&lt;Method&gt;g__Local|0</c> a local function.</summary>
    private static string NameOf(string method)
    {
        if (!IsGenerated(method)) return method;
        var end = method.LastIndexOf('>');
        return method.AsSpan(end + 1).StartsWith("g__") && method.IndexOf('|', end) is > 0 and var bar ? method[(end + 4)..bar] : NameOf(method[1..end]);
    }

    private static bool IsGenerated(string name) => name.StartsWith('<');
}
