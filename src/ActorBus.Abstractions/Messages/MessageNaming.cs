using System.Collections.Concurrent;
using System.Reflection;

namespace ActorBus.Messages;

/// <summary>Determines the name of a message, by which handlers are found.</summary>
/// <remarks>
/// A message that implements <see cref="IHasMessageName"/> names itself, and a string is its own name. Otherwise the type decides: its
/// <see cref="MessageNameAttribute"/> or, without one, its full name. Names only lead to registered handlers: no type is ever looked up, let alone
/// loaded, by name.
/// </remarks>
public static class MessageNaming
{
    private const int MaxCachedTypes = 4096;
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    /// <summary>Returns the name of a message.</summary>
    /// <exception cref="ActorBusException">The message names itself with an empty name.</exception>
    public static string NameOf(object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message switch
        {
            IHasMessageName { MessageName: { Length: > 0 } name } => name,
            IHasMessageName => throw new ActorBusException(
                $"A message of type {message.GetType()} names itself with an empty name, so no handler can be found. "
                + $"Return a name from {nameof(IHasMessageName.MessageName)}."),
            string text => text,
            _ => NameOf(message.GetType()),
        };
    }

    /// <summary>Returns the name of the messages of a type: its attribute or, without one, its full name.</summary>
    public static string NameOf(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (Names.TryGetValue(type, out var known)) return known;
        // ToString, not FullName: the FullName of a generic type contains assembly versions.
        var name = type.GetCustomAttribute<MessageNameAttribute>(inherit: false)?.Name ?? type.ToString();
        if (Names.Count < MaxCachedTypes) Names.TryAdd(type, name);
        return name;
    }
}
