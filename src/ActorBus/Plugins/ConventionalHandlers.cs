using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ActorBus.Plugins;

/// <summary>Finds, on objects without attributes, the method of a conventional name that takes a message.</summary>
/// <param name="names">The names, such as Handle and HandleAsync.</param>
internal sealed class ConventionalHandlers(params string[] names)
{
    private readonly ConditionalWeakTable<object, ConcurrentDictionary<Type, Delegate?>> _known = new();

    /// <summary>The method as a delegate; the same one each time. Null when there is none.</summary>
    public Delegate? DelegateOf(object handler, Type messageType) =>
        _known.GetOrCreateValue(handler).GetOrAdd(messageType, static (type, state) => Find(state.handler, type, state.names), (handler, names));

    private static Delegate? Find(object handler, Type messageType, string[] names)
    {
        var method = handler.GetType().GetMethods(BindingFlags.Instance | BindingFlags.Public)
            .Where(candidate => names.Contains(candidate.Name) && !candidate.ContainsGenericParameters)
            .Where(candidate => candidate.GetParameters() is [{ } first, ..] && first.ParameterType.IsAssignableFrom(messageType))
            .OrderByDescending(candidate => candidate.GetParameters()[0].ParameterType == messageType)
            .FirstOrDefault();
        if (method is null) return null;
        Type[] signature = [.. method.GetParameters().Select(parameter => parameter.ParameterType), method.ReturnType];
        return method.CreateDelegate(Expression.GetDelegateType(signature), handler);
    }
}
