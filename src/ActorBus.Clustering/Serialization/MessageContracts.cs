using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;
using ActorBus.Clustering.Members;
using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Serialization;

namespace ActorBus.Clustering.Serialization;

/// <summary>The messages that may arrive from other nodes: names map to types chosen here, never to types named by the sender.</summary>
internal sealed class MessageContracts
{
    private static readonly Type[] Plain =
    [
        typeof(string), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(decimal), typeof(Guid), typeof(DateTime),
        typeof(DateTimeOffset), typeof(TimeSpan), typeof(byte[]),
    ];

    private readonly ConcurrentDictionary<string, Type> _types = new(Plain.ToDictionary(type => type.ToString()), StringComparer.Ordinal);

    /// <summary>Returns the contract name of an object.</summary>
    public static string NameOf(object message) => MessageNaming.NameOf(message.GetType());

    /// <summary>Returns the error text for a name that is unknown on this node.</summary>
    public static string Foreign(string name) =>
        $"'{name}' is no contract of this node, so it is refused. Add its type with WithContract, or correct the sender.";

    /// <summary>Converts a message for transmission.</summary>
    /// <exception cref="MessageConversionException">The message cannot be written.</exception>
    public static ForwardedMessage Pack(MessageKind kind, string name, object message)
    {
        var mediaType = MessageConverters.DefaultMediaTypeOf(message);
        return new ForwardedMessage(kind, name, mediaType, MessageConverters.Default.ToBytes(message, mediaType).ToArray());
    }

    /// <summary>Converts an answer for transmission.</summary>
    /// <exception cref="MessageConversionException">The answer cannot be written.</exception>
    public static ForwardedAnswer Pack(object? result)
    {
        if (result is null) return new ForwardedAnswer(null, null, null, null);
        var mediaType = MessageConverters.DefaultMediaTypeOf(result);
        return new ForwardedAnswer(null, NameOf(result), mediaType, MessageConverters.Default.ToBytes(result, mediaType).ToArray());
    }

    /// <summary>Adds the types that the handlers of a service accept and answer with, and other types that may arrive.</summary>
    public void Add(HandlerRegistry handlers, IEnumerable<Type> others)
    {
        var answers = handlers.All.Where(handler => handler.Kind == MessageKind.Query).Select(handler => handler.Method?.ResultType).OfType<Type>();
        var known = handlers.All.Select(handler => handler.MessageType).Concat(answers).SelectMany(WithListed).Where(IsContract);
        foreach (var type in known.Concat(others)) _types[MessageNaming.NameOf(type)] = type;
    }

    /// <summary>Returns the type of a contract; null when the name is unknown.</summary>
    public Type? Find(string name) => _types.GetValueOrDefault(name);

    /// <summary>Converts a received message to the type that its handlers accept.</summary>
    /// <exception cref="MessageConversionException">The name is unknown, or the body does not match its type.</exception>
    public object Unpack(ForwardedMessage message, IReadOnlyList<HandlerDescriptor> handlers, MessageConverters converters)
    {
        var type = handlers.Select(handler => handler.MessageType).FirstOrDefault(wanted => wanted != typeof(object)) ?? Find(message.Name);
        return converters.FromBytes(message.Body, message.MediaType, type ?? throw new MessageConversionException(Foreign(message.Name)));
    }

    /// <summary>Converts a received answer; returns null when there is none.</summary>
    /// <exception cref="MessageConversionException">The name is unknown, or the body does not match its type.</exception>
    public object? Unpack(ForwardedAnswer answer) => answer is { Name: { } name, Body: { } body }
        ? MessageConverters.Default.FromBytes(body, answer.MediaType, Find(name) ?? throw new MessageConversionException(Foreign(name)))
        : null;

    // What stands for it in a body.
    private static IEnumerable<Type> WithListed(Type type) =>
        type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Select(listed => listed.DerivedType).Prepend(Nullable.GetUnderlyingType(type) ?? type);

    private static bool IsContract(Type type) => !type.IsInterface && !type.IsAbstract && !type.IsGenericTypeDefinition && type != typeof(object) && type != typeof(void) && type != typeof(Task) && type != typeof(ValueTask);
}
