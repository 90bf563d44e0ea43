using System.Linq.Expressions;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Handlers;

/// <summary>Makes the instance of a handler class for one message.</summary>
/// <remarks>
/// A class that is registered as a service comes from the message's scope. Any other is made here: with its dependencies
/// from the scope, or, when it has none, without a scope at all.
/// </remarks>
internal sealed class HandlerFactory(Type type)
{
    private Func<HandlerInvocation, object>? _create;

    /// <summary>The instance as an expression.</summary>
    public Expression Instance(ParameterExpression invocation, Type declaringType) => Expression.Convert(
        Expression.Call(Expression.Constant(this), nameof(Create), null, invocation), declaringType);

    public object Create(HandlerInvocation invocation) => (_create ??= Choose(invocation))(invocation);

    /// <summary>Returns what its constructor takes from the container and the container does not have.</summary>
    /// <remarks>Of several constructors the container chooses when a message comes; nothing is missing where one of them will do.</remarks>
    public IEnumerable<string> MissingFrom(IServiceProviderIsService container)
    {
        if (container.IsService(type)) return [];
        var missing = type.GetConstructors().Select(constructor => constructor.GetParameters()
            .Where(parameter => ParameterBinding.IsMissing(parameter, container))
            .Select(parameter => $"the constructor of {type} takes a {parameter.ParameterType}").ToArray()).ToArray();
        return missing.Length == 0 || missing.Any(one => one.Length == 0) ? [] : missing.MinBy(one => one.Length)!;
    }

    private Func<HandlerInvocation, object> Choose(HandlerInvocation invocation)
    {
        var isService = invocation.RootServices.GetService<IServiceProviderIsService>()?.IsService(type)
            ?? invocation.RootServices.GetService(type) is not null;
        if (isService) return given => given.Services.GetRequiredService(type);

        var constructors = type.GetConstructors();
        if (constructors.Length == 1 && constructors[0].GetParameters().Length == 0 && !IsDisposable)
        {
            var create = Expression.Lambda<Func<object>>(Expression.New(constructors[0])).Compile();
            return _ => create();
        }

        var make = ActivatorUtilities.CreateFactory(type, []);
        if (!IsDisposable) return given => make(given.Services, []);
        return given =>
        {
            var instance = make(given.Services, []);
            given.DisposeAfterwards(instance);
            return instance;
        };
    }

    private bool IsDisposable => typeof(IDisposable).IsAssignableFrom(type) || typeof(IAsyncDisposable).IsAssignableFrom(type);
}
