using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ActorBus.Plugins;

/// <summary>Finds the conventionally named method that accepts a message on objects without attributes.</summary>
/// <param name="names">The method names, such as Handle and HandleAsync.</param>
internal sealed class ConventionalHandlers(params string[] names)
{
    private readonly ConditionalWeakTable<object, ConcurrentDictionary<Type, Delegate?>> _known = new();
    private readonly ConcurrentDictionary<(Type Handler, Type Message), (MethodInfo Method, Type Delegate)?> _methods = new();

    /// <summary>Returns the method as a delegate, the same one each time; null when there is none.</summary>
    public Delegate? DelegateOf(object handler, Type messageType) =>
        _known.GetOrCreateValue(handler).GetOrAdd(messageType, static (type, state) => state.all.Bind(state.handler, type), (all: this, handler));

    private Delegate? Bind(object handler, Type messageType) =>
        _methods.GetOrAdd((handler.GetType(), messageType), one => Find(one.Handler, one.Message)) is var (method, type)
            ? method.CreateDelegate(type, handler)
            : null;

    private (MethodInfo Method, Type Delegate)? Find(Type handlerType, Type messageType)
    {
        var method = handlerType.GetMethods(BindingFlags.Instance | BindingFlags.Public)
            .Where(candidate => names.Contains(candidate.Name) && !candidate.ContainsGenericParameters)
            .Where(candidate => candidate.GetParameters() is [{ } first, ..] && first.ParameterType.IsAssignableFrom(messageType))
            .OrderByDescending(candidate => candidate.GetParameters()[0].ParameterType == messageType)
            .FirstOrDefault();
        if (method is null) return null;
        Type[] signature = [.. method.GetParameters().Select(parameter => parameter.ParameterType), method.ReturnType];
        return (method, Expression.GetDelegateType(signature));
    }
}
