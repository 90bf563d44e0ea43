using System.Reflection;
using System.Runtime.CompilerServices;

namespace ActorBus.RabbitMq.Tests.Support;

/// <summary>Implements an interface of the client library, of which a test needs only a few members; the others do nothing.</summary>
public class Fake : DispatchProxy
{
    private Func<string, object?[], object?> _onCall = (_, _) => null;

    /// <summary>Creates the implementation.</summary>
    /// <param name="onCall">Takes the name of the member and its arguments; returns its result, or null for the default of its type.</param>
    public static T Of<T>(Func<string, object?[], object?> onCall)
        where T : class
    {
        var fake = Create<T, Fake>();
        ((Fake)(object)fake)._onCall = onCall;
        return fake;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var type = targetMethod!.ReturnType;
        return _onCall(targetMethod.Name, args ?? [])
            ?? (type == typeof(Task) ? Task.CompletedTask
                : type.IsValueType && type != typeof(void) ? RuntimeHelpers.GetUninitializedObject(type) : null);
    }
}
