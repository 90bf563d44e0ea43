using System.Collections.Concurrent;
using ActorBus.Clustering.Members;
using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Serialization;

namespace ActorBus.Clustering.Serialization;

/// <summary>What may arrive from other nodes: names that lead to types chosen here, never types named there.</summary>
internal sealed class MessageContracts
{
    private static readonly Type[] Plain =
    [
        typeof(string), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(decimal), typeof(Guid), typeof(DateTime),
        typeof(DateTimeOffset), typeof(TimeSpan), typeof(byte[]),
    ];

    private readonly ConcurrentDictionary<string, Type> _types = new(Plain.ToDictionary(type => type.ToString()), StringComparer.Ordinal);

    /// <summary>The contract of an object.</summary>
    public static string NameOf(object message) => MessageNaming.NameOf(message.GetType());

    /// <summary>What to say of a name that nobody knows here.</summary>
    public static string Foreign(string name) =>
        $"'{name}' is no contract of this node, so it is refused. Add its type with WithContract, or correct the sender.";

    /// <summary>A message as it travels.</summary>
    /// <exception cref="MessageConversionException">It cannot be written.</exception>
    public static ForwardedMessage Pack(MessageKind kind, string name, object message)
    {
        var mediaType = MessageConverters.DefaultMediaTypeOf(message);
        return new ForwardedMessage(kind, name, mediaType, MessageConverters.Default.ToBytes(message, mediaType).ToArray());
    }

    /// <summary>An answer as it travels.</summary>
    /// <exception cref="MessageConversionException">It cannot be written.</exception>
    public static ForwardedAnswer Pack(object? result)
    {
        if (result is null) return new ForwardedAnswer(null, null, null, null);
        var mediaType = MessageConverters.DefaultMediaTypeOf(result);
        return new ForwardedAnswer(null, NameOf(result), mediaType, MessageConverters.Default.ToBytes(result, mediaType).ToArray());
    }

    /// <summary>Adds what the handlers of a service take, and what else may arrive.</summary>
    public void Add(HandlerRegistry handlers, IEnumerable<Type> others)
    {
        foreach (var type in handlers.All.Select(handler => handler.MessageType).Where(IsContract).Concat(others)) _types[MessageNaming.NameOf(type)] = type;
    }

    /// <summary>The type of a contract; null when it is foreign.</summary>
    public Type? Find(string name) => _types.GetValueOrDefault(name);

    /// <summary>The message, as its handlers want it.</summary>
    /// <exception cref="MessageConversionException">The name is foreign, or the body is not what it should be.</exception>
    public object Unpack(ForwardedMessage message, IReadOnlyList<HandlerDescriptor> handlers, MessageConverters converters)
    {
        var type = handlers.Select(handler => handler.MessageType).FirstOrDefault(wanted => wanted != typeof(object)) ?? Find(message.Name);
        return converters.FromBytes(message.Body, message.MediaType, type ?? throw new MessageConversionException(Foreign(message.Name)));
    }

    /// <summary>The answer; null when there is none.</summary>
    /// <exception cref="MessageConversionException">The name is foreign, or the body is not what it should be.</exception>
    public object? Unpack(ForwardedAnswer answer) => answer is { Name: { } name, Body: { } body }
        ? MessageConverters.Default.FromBytes(body, answer.MediaType, Find(name) ?? throw new MessageConversionException(Foreign(name)))
        : null;

    private static bool IsContract(Type type) => !type.IsInterface && !type.IsAbstract && !type.IsGenericTypeDefinition && type != typeof(object);
}
