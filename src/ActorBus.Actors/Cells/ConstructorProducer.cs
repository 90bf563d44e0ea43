using System.Reflection;

namespace ActorBus.Actors.Cells;

/// <summary>Makes actors by a public constructor that fits the arguments; the constructor is looked up once.</summary>
internal sealed class ConstructorProducer : IIndirectActorProducer
{
    private readonly ConstructorInvoker? _invoker;

    public ConstructorProducer(Type type, object?[] arguments)
    {
        ArgumentNullException.ThrowIfNull(type);
        ActorType = type;
        Arguments = arguments;
        _invoker = Find(type, arguments) is { } constructor ? ConstructorInvoker.Create(constructor) : null;
    }

    public Type ActorType { get; }

    public object?[] Arguments { get; }

    public ActorBase Produce()
    {
        if (_invoker is null)
            return (ActorBase)Activator.CreateInstance(ActorType, Arguments)!;
        return (ActorBase)_invoker.Invoke(Arguments.AsSpan());
    }

    public void Release(ActorBase actor)
    {
    }

    /// <summary>The one constructor that fits; null when none or several do, which the framework's binder then reports or settles.</summary>
    private static ConstructorInfo? Find(Type type, object?[] arguments)
    {
        ConstructorInfo? found = null;
        if (type.IsAbstract)
            return null;
        foreach (var candidate in type.GetConstructors())
        {
            if (!Fits(candidate.GetParameters(), arguments))
                continue;
            if (found is not null)
                return null;
            found = candidate;
        }

        return found;
    }

    private static bool Fits(ParameterInfo[] parameters, object?[] arguments)
    {
        if (parameters.Length != arguments.Length)
            return false;
        for (var i = 0; i < parameters.Length; i++)
        {
            var type = parameters[i].ParameterType;
            var fits = arguments[i] is { } argument ? type.IsInstanceOfType(argument) : !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
            if (!fits)
                return false;
        }

        return true;
    }
}
