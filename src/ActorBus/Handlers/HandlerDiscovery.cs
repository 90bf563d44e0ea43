using System.Globalization;
using System.Reflection;
using ActorBus.Configuration;
using ActorBus.Messages;

namespace ActorBus.Handlers;

/// <summary>Finds handlers by the attributes on methods.</summary>
public static class HandlerDiscovery
{
    private const BindingFlags Methods =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;

    /// <summary>Returns the handlers of one class, in the order of their declaration.</summary>
    /// <exception cref="HandlerRegistrationException">A method cannot be a handler; all faults are reported.</exception>
    public static IReadOnlyList<HandlerDescriptor> FromType(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return FromTypes([type]);
    }

    /// <summary>Returns the handlers of all classes of an assembly, including those that are not public.</summary>
    /// <exception cref="HandlerRegistrationException">A method cannot be a handler; all faults are reported.</exception>
    public static IReadOnlyList<HandlerDescriptor> FromAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return FromTypes(assembly.GetTypes().Where(type => type is { IsInterface: false } && (!type.IsAbstract || type.IsSealed)));
    }

    /// <summary>Returns the handlers of several classes.</summary>
    /// <exception cref="HandlerRegistrationException">A method cannot be a handler; all faults are reported.</exception>
    public static IReadOnlyList<HandlerDescriptor> FromTypes(IEnumerable<Type> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        List<HandlerDescriptor> found = [];
        List<string> faults = [];
        foreach (var type in types) Examine(type, found, faults);
        return faults.Count == 0 ? found : throw new HandlerRegistrationException(faults);
    }

    private static void Examine(Type type, List<HandlerDescriptor> found, List<string> faults)
    {
        var marked = type.GetMethods(Methods).Concat(PrivateOnesAbove(type))
            .OrderBy(method => method.MetadataToken)
            .SelectMany(method => Attributes(method), (method, attribute) => (method, attribute))
            .ToList();
        foreach (var (method, attribute) in marked)
        {
            var name = NameOf(type, method, attribute, [.. marked.Select(other => other.method)]);
            if (Describe(type, method, attribute, name, faults) is { } handler) found.Add(handler);
        }
    }

    /// <summary>Returns the attributes of a method, or of the nearest one that it overrides.</summary>
    private static IEnumerable<HandlerAttribute> Attributes(MethodInfo method) =>
        WithOverridden(method).Select(one => one.GetCustomAttributes<HandlerAttribute>(inherit: false).ToArray()).FirstOrDefault(found => found.Length > 0) ?? [];

    private static bool IsDistributed(MethodInfo method) => WithOverridden(method).Any(one => one.IsDefined(typeof(DistributedAttribute), inherit: false));

    private static IEnumerable<MethodInfo> WithOverridden(MethodInfo method)
    {
        for (var one = method; one is not null; one = Overridden(one)) yield return one;
    }

    private static MethodInfo? Overridden(MethodInfo method)
    {
        var root = method.GetBaseDefinition().MethodHandle;
        if (root == method.MethodHandle) return null;
        return Parents(method.DeclaringType!).SelectMany(parent => parent.GetMethods(Methods | BindingFlags.DeclaredOnly))
            .FirstOrDefault(other => other.IsVirtual && other.GetBaseDefinition().MethodHandle == root);
    }

    // Reflection does not list them with the class.
    private static IEnumerable<MethodInfo> PrivateOnesAbove(Type type) =>
        Parents(type).SelectMany(parent => parent.GetMethods(Methods | BindingFlags.DeclaredOnly)).Where(method => method.IsPrivate);

    private static IEnumerable<Type> Parents(Type type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType) yield return parent;
    }

    private static HandlerDescriptor? Describe(
        Type type, MethodInfo method, HandlerAttribute attribute, string name, List<string> faults)
    {
        var before = faults.Count;
        void Refuse(string why) => faults.Add($"Method '{(string.IsNullOrWhiteSpace(name) ? $"{type}.{method.Name}" : name)}' cannot be a handler: {why}.");

        var kind = attribute switch
        {
            CommandHandlerAttribute => MessageKind.Command,
            EventHandlerAttribute => MessageKind.Event,
            QueryHandlerAttribute => MessageKind.Query,
            _ => MessageKind.Message,
        };
        if (type.ContainsGenericParameters) Refuse("its class is generic. Derive a class for each message type");
        else if (type.IsAbstract && !method.IsStatic) Refuse("its class is abstract. Put it into a class that can be made");
        var handler = HandlerMethod.Of(name, type, method);
        if (handler.FaultFor(kind) is { } fault) Refuse(fault);
        if (attribute.RoutingKey is null && !handler.TakesMessage)
            Refuse("it takes no message and has no routing key. Give it one of both");
        if (string.IsNullOrWhiteSpace(name)) Refuse("its name is empty. Give it one, or leave it out");
        if (attribute.Concurrency < 0) Refuse($"its concurrency is {attribute.Concurrency}. Use 1 or more, or leave it out");
        TimeSpan? timeout = null;
        if (attribute.Timeout is { } text && (timeout = OptionText.Duration(text)) is null)
            Refuse($"its timeout '{text}' is not a time. Write it as 500ms, 30s, 2m or 00:00:30");
        if (faults.Count > before) return null;

        return new HandlerDescriptor
        {
            Name = name,
            Kind = kind,
            RoutingKey = attribute.RoutingKey ?? (handler.MessageType == typeof(object) && kind == MessageKind.Event
                ? "#"
                : MessageNaming.NameOf(handler.MessageType)),
            MessageType = handler.MessageType,
            Invoke = handler.Invoke,
            Method = handler,
            IsDistributed = IsDistributed(method) || type.IsDefined(typeof(DistributedAttribute), false),
            Concurrency = attribute.Concurrency == 0 ? null : attribute.Concurrency,
            PartitionKey = attribute.PartitionKey is { } key ? (_, context) => context?.Metadata.GetString(key) : null,
            Timeout = timeout,
            Bus = attribute.Bus,
        };
    }

    /// <summary>The name that the attribute gives, else Type.Method; overloads and several attributes on one method tell themselves apart by message and routing key.</summary>
    private static string NameOf(Type type, MethodInfo method, HandlerAttribute attribute, IReadOnlyList<MethodInfo> marked)
    {
        if (attribute.Name is { } chosen) return chosen;
        var name = $"{type}.{method.Name}";
        var namesakes = marked.Where(other => other.Name == method.Name).ToList();
        if (namesakes.Distinct().Count() > 1)
            name += $"({string.Join(",", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";
        if (namesakes.Count(other => other == method) > 1)
            name += string.Create(CultureInfo.InvariantCulture, $":{attribute.RoutingKey ?? "#"}");
        return name;
    }
}
