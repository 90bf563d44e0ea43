using System.Linq.Expressions;
using System.Reflection;

namespace ActorBus.Handlers;

/// <summary>Brings what handlers return into one form.</summary>
internal static class ResultConversion
{
    /// <summary>True when a method has no result, also asynchronously.</summary>
    public static bool ReturnsNothing(Type type) => type == typeof(void) || type == typeof(Task) || type == typeof(ValueTask);

    /// <summary>The call as a <c>ValueTask&lt;object?&gt;</c>.</summary>
    public static Expression Convert(Expression call)
    {
        var type = call.Type;
        if (type == typeof(void)) return Expression.Block(call, Expression.Default(typeof(ValueTask<object?>)));
        if (type == typeof(ValueTask)) return Expression.Call(Method(nameof(FromValueTask)), call);
        if (GenericOf(type, typeof(ValueTask<>)) is { } inner) return Expression.Call(Method(nameof(FromValueTaskOf), inner), call);
        if (GenericOf(type, typeof(Task<>)) is { } result) return Expression.Call(Method(nameof(FromTaskOf), result), call);
        if (typeof(Task).IsAssignableFrom(type)) return Expression.Call(Method(nameof(FromTask)), call);
        return Expression.New(
            typeof(ValueTask<object?>).GetConstructor([typeof(object)])!, Expression.Convert(call, typeof(object)));
    }

    private static Type? GenericOf(Type type, Type definition) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition ? type.GetGenericArguments()[0] : null;

    private static MethodInfo Method(string name, params Type[] types)
    {
        var method = typeof(ResultConversion).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
        return types.Length == 0 ? method : method.MakeGenericMethod(types);
    }

    private static ValueTask<object?> FromTask(Task? task)
    {
        return task is null or { IsCompletedSuccessfully: true } ? default : AwaitAsync(task);

        static async ValueTask<object?> AwaitAsync(Task task)
        {
            await task.ConfigureAwait(false);
            return null;
        }
    }

    private static ValueTask<object?> FromTaskOf<T>(Task<T>? task)
    {
        if (task is null) return default;
        return task.IsCompletedSuccessfully ? new ValueTask<object?>(task.Result) : AwaitAsync(task);

        static async ValueTask<object?> AwaitAsync(Task<T> task) => await task.ConfigureAwait(false);
    }

    private static ValueTask<object?> FromValueTask(ValueTask task)
    {
        return task.IsCompletedSuccessfully ? default : AwaitAsync(task);

        static async ValueTask<object?> AwaitAsync(ValueTask task)
        {
            await task.ConfigureAwait(false);
            return null;
        }
    }

    private static ValueTask<object?> FromValueTaskOf<T>(ValueTask<T> task)
    {
        return task.IsCompletedSuccessfully ? new ValueTask<object?>(task.Result) : AwaitAsync(task);

        static async ValueTask<object?> AwaitAsync(ValueTask<T> task) => await task.ConfigureAwait(false);
    }
}
