using System.Linq.Expressions;

namespace ActorBus.Actors.Cells;

/// <summary>Reads the arguments of a constructor call from an expression.</summary>
internal static class ConstructorCall
{
    public static object?[] Arguments(LambdaExpression factory)
    {
        if (factory.Body is not NewExpression call)
        {
            throw new ArgumentException(
                $"Props.Create was given '{factory.Body}'; write a constructor call, such as () => new MyActor(1).", nameof(factory));
        }

        var arguments = new object?[call.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = Value(call.Arguments[i]);
        return arguments;
    }

    private static object? Value(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Expression: ConstantExpression { Value: { } closure }, Member: System.Reflection.FieldInfo field } => field.GetValue(closure),
        _ => Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)(),
    };
}
