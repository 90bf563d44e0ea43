using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using ActorBus.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Handlers;

/// <summary>A method or delegate as a handler: what each parameter takes, checked early; the invoker is compiled at the first message.</summary>
internal sealed class HandlerMethod
{
    private readonly string _handler;
    private readonly MethodInfo _method;
    private readonly Type? _delegateType;
    private readonly HandlerFactory? _factory;
    private readonly ParameterInfo? _message;
    private readonly ParameterInfo[] _parameters;
    private Func<HandlerInvocation, Delegate?, ValueTask<object?>>? _invoker;

    private HandlerMethod(string handler, MethodInfo method, Type? delegateType, HandlerFactory? factory)
    {
        _handler = handler;
        _method = method;
        _delegateType = delegateType;
        _factory = factory;
        _parameters = method.GetParameters();
        // A delegate over a closed static method hides its first parameter.
        if (delegateType is not null) _parameters = delegateType.GetMethod("Invoke")!.GetParameters() is var seen && seen.Length == _parameters.Length ? _parameters : seen;
        _message = _parameters.FirstOrDefault(parameter => !ParameterBinding.IsSpecial(parameter));
    }

    /// <summary>The type of the message parameter; object when there is none.</summary>
    public Type MessageType => _message?.ParameterType ?? typeof(object);

    /// <summary>The type of what it returns, without the task around it; void for nothing.</summary>
    public Type ResultType => _method.ReturnType is { IsGenericType: true } task && (task.GetGenericTypeDefinition() == typeof(Task<>) || task.GetGenericTypeDefinition() == typeof(ValueTask<>))
        ? task.GetGenericArguments()[0]
        : _method.ReturnType;

    /// <summary>The assembly of its class, which may have inherited it from another.</summary>
    public required Assembly Assembly { get; init; }

    /// <summary>The class whose method it is; null for a delegate.</summary>
    public Type? Class { get; private init; }

    /// <summary>True when there is a parameter for the message.</summary>
    public bool TakesMessage => _message is not null;

    private bool TakesDeferred => _parameters.Any(parameter => parameter.ParameterType == typeof(QueryDeferred));

    /// <summary>What all delegates of one type to one method have in common.</summary>
    public static HandlerMethod Of(string handler, Delegate callback) => new(handler, callback.Method, callback.GetType(), null) { Assembly = callback.Method.Module.Assembly };

    public static HandlerMethod Of(string handler, Type type, MethodInfo method) =>
        new(handler, method, null, method.IsStatic ? null : new HandlerFactory(type)) { Assembly = type.Assembly, Class = type };

    /// <summary>Why it cannot be a handler of this kind; null when it can.</summary>
    public string? FaultFor(MessageKind kind)
    {
        if (_method.ContainsGenericParameters) return "it is generic. Write one method per message type";
        if (_parameters.FirstOrDefault(parameter => parameter.ParameterType.IsByRef) is { } byReference)
            return $"parameter '{byReference.Name}' is passed by reference. Pass it by value";
        if (_parameters.Any(parameter => parameter.ParameterType.IsByRefLike)) return "a parameter is a ref struct. Use an ordinary type";
        if (_method.ReturnType.IsByRef || _method.ReturnType.IsByRefLike) return "it returns a reference. Return a value";
        if (_method.ReturnType == typeof(void) && _method.IsDefined(typeof(AsyncStateMachineAttribute), inherit: false))
            return "it is async void: nobody can wait for it, and what it throws would end the process. Return a Task";
        if (kind != MessageKind.Query) return TakesDeferred ? $"it takes a {nameof(QueryDeferred)}, which only queries have" : null;
        return ResultConversion.ReturnsNothing(_method.ReturnType) && !TakesDeferred
            ? $"it returns nothing. Return the answer, or take a {nameof(QueryDeferred)}"
            : null;
    }

    /// <summary>Returns what it takes from the container and the container does not have.</summary>
    public IEnumerable<string> MissingFrom(IServiceProviderIsService container) =>
    [
        .. _factory?.MissingFrom(container) ?? [],
        .. _parameters.Where(parameter => !ReferenceEquals(parameter, _message) && ParameterBinding.IsMissing(parameter, container))
            .Select(parameter => $"its parameter '{parameter.Name}' is a {parameter.ParameterType}"),
    ];

    /// <summary>True for delegates of this type to this method.</summary>
    public bool Fits(Delegate callback) => callback.GetType() == _delegateType;

    public ValueTask<object?> Invoke(HandlerInvocation invocation) => (_invoker ??= Compile())(invocation, null);

    /// <summary>Runs one of the delegates.</summary>
    public Func<HandlerInvocation, ValueTask<object?>> InvokerOf(Delegate callback) => invocation => (_invoker ??= Compile())(invocation, callback);

    private Func<HandlerInvocation, Delegate?, ValueTask<object?>> Compile()
    {
        var callback = Expression.Parameter(typeof(Delegate), "callback");
        var invocation = Expression.Parameter(typeof(HandlerInvocation), "invocation");
        var deferred = Expression.Parameter(typeof(QueryDeferred), "deferred");
        var arguments = _parameters.Select(parameter => ParameterBinding.Bind(
            parameter, ReferenceEquals(parameter, _message), invocation, deferred, _handler));
        Expression call = _delegateType is not null
            ? Expression.Invoke(Expression.Convert(callback, _delegateType), arguments)
            : Expression.Call(_factory?.Instance(invocation, _method.DeclaringType!), _method, arguments);

        if (TakesDeferred)
        {
            var run = Expression.Lambda<Func<HandlerInvocation, Delegate?, QueryDeferred, ValueTask<object?>>>(
                ResultConversion.Convert(call), invocation, callback, deferred).Compile();
            return (given, one) => DeferredAnswer.RunAsync((query, answer) => run(query, one, answer), given);
        }

        return Expression.Lambda<Func<HandlerInvocation, Delegate?, ValueTask<object?>>>(
            ResultConversion.Convert(call), invocation, callback).Compile();
    }
}
