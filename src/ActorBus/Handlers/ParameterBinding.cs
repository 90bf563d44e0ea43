using System.Linq.Expressions;
using System.Reflection;
using ActorBus.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Handlers;

/// <summary>Where the parameters of a handler come from.</summary>
internal static class ParameterBinding
{
    private static readonly Dictionary<Type, string> FromInvocation = new()
    {
        [typeof(Metadata)] = nameof(HandlerInvocation.Metadata),
        [typeof(MessageContext)] = nameof(HandlerInvocation.Context),
        [typeof(CancellationToken)] = nameof(HandlerInvocation.CancellationToken),
        [typeof(IServiceProvider)] = nameof(HandlerInvocation.Services),
    };

    /// <summary>True for what is never the message.</summary>
    public static bool IsSpecial(ParameterInfo parameter) =>
        FromInvocation.ContainsKey(parameter.ParameterType)
        || parameter.ParameterType == typeof(QueryDeferred)
        || parameter.ParameterType == typeof(HandlerInvocation)
        || parameter.IsDefined(typeof(HeaderAttribute))
        || parameter.IsDefined(typeof(FromKeyedServicesAttribute));

    public static Expression Bind(
        ParameterInfo parameter, bool isMessage, ParameterExpression invocation, ParameterExpression deferred, string handler)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<HeaderAttribute>() is { } header)
            return Call(nameof(Header), type, invocation, header.Name, handler, IsOptional(parameter), DefaultOf(parameter));
        if (isMessage) return Call(Nullable.GetUnderlyingType(type) is null ? nameof(Message) : nameof(Value), type, invocation, handler);
        if (FromInvocation.TryGetValue(type, out var property)) return Expression.Property(invocation, property);
        if (type == typeof(QueryDeferred)) return deferred;
        if (type == typeof(HandlerInvocation)) return invocation;
        return parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed
            ? Call(nameof(KeyedService), type, invocation, keyed.Key, handler, IsOptional(parameter))
            : Call(nameof(Service), type, invocation, handler, IsOptional(parameter));
    }

    /// <summary>True for a service that must be there and is not.</summary>
    public static bool IsMissing(ParameterInfo parameter, IServiceProviderIsService container)
    {
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
            return !IsOptional(parameter) && container is IServiceProviderIsKeyedService keys && !keys.IsKeyedService(parameter.ParameterType, keyed.Key);
        return !IsSpecial(parameter) && !IsOptional(parameter) && !container.IsService(parameter.ParameterType);
    }

    private static MethodCallExpression Call(string method, Type type, ParameterExpression invocation, params object?[] constants)
    {
        var target = typeof(ParameterBinding).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type);
        var types = target.GetParameters()[1..].Select(parameter => parameter.ParameterType);
        return Expression.Call(target, [invocation, .. constants.Zip(types, Expression.Constant)]);
    }

    private static T Message<T>(HandlerInvocation invocation, string handler) => invocation.Message is T message
        ? message
        : throw new ActorBusException(
            $"Handler '{handler}' takes a {typeof(T)}, but the message is a {invocation.Message.GetType()}. Give the handler a routing key that "
            + "only fits its own messages, or let it take object.");

    private static T? Value<T>(HandlerInvocation invocation, string handler) => invocation.Message is NoValue ? default : Message<T>(invocation, handler);

    private static T? Header<T>(HandlerInvocation invocation, string name, string handler, bool isOptional, object? fallback)
    {
        if (!invocation.Metadata.Says(name, typeof(T)))
        {
            if (isOptional) return (T?)fallback;
            throw new MessageHeaderException(
                handler, name, invocation.Context.MessageId,
                $"Handler '{handler}' needs metadata '{name}', but the message has: {string.Join(", ", invocation.Metadata.Keys.Order())}. Send "
                + "it with the message, or make the parameter nullable or give it a default.");
        }

        try
        {
            return invocation.Metadata.Get<T>(name);
        }
        catch (InvalidCastException error)
        {
            throw new MessageHeaderException(
                handler, name, invocation.Context.MessageId,
                $"Handler '{handler}' takes metadata '{name}' as {typeof(T).Name}, but that of the message does not fit: {error.Message}", error);
        }
    }

    private static T? Service<T>(HandlerInvocation invocation, string handler, bool isOptional)
    {
        if (invocation.Services.GetService(typeof(T)) is T service) return service;
        if (isOptional) return default;
        throw new ActorBusException(
            $"Handler '{handler}' takes a {typeof(T)}, but no such service is registered. Register it, or mark the parameter with [Header].");
    }

    private static T? KeyedService<T>(HandlerInvocation invocation, object? key, string handler, bool isOptional)
    {
        if (invocation.Services is IKeyedServiceProvider services && services.GetKeyedService(typeof(T), key) is T service) return service;
        if (isOptional) return default;
        throw new ActorBusException(
            $"Handler '{handler}' takes a {typeof(T)} with the key '{key}', but no such service is registered. Register it with this key.");
    }

    private static bool IsOptional(ParameterInfo parameter) =>
        parameter.HasDefaultValue
        || Nullable.GetUnderlyingType(parameter.ParameterType) is not null
        || (!parameter.ParameterType.IsValueType
            && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable);

    private static object? DefaultOf(ParameterInfo parameter)
    {
        if (parameter is { HasDefaultValue: true, DefaultValue: { } value })
            return parameter.ParameterType.IsEnum ? Enum.ToObject(parameter.ParameterType, value) : value;
        return parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;
    }
}
