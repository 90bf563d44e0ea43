using System.Collections.Concurrent;
using System.Reflection;

namespace ActorBus.Messages;

/// <summary>The name of a message, by which handlers are found.</summary>
/// <remarks>
/// A message that implements <see cref="IHasMessageName"/> names itself; a string is its own name; else the type counts: its
/// <see cref="MessageNameAttribute"/>, else its full name. Names lead to registered handlers only: no type is ever looked up,
/// let alone loaded, by a name.
/// </remarks>
public static class MessageNaming
{
    private const int MaxCachedTypes = 4096;
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    /// <summary>The name of a message.</summary>
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

    /// <summary>The name of the messages of a type: its attribute, else its full name.</summary>
    public static string NameOf(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (Names.TryGetValue(type, out var known)) return known;
        // ToString, not FullName: that of a generic type holds assembly versions.
        var name = type.GetCustomAttribute<MessageNameAttribute>(inherit: false)?.Name ?? type.ToString();
        if (Names.Count < MaxCachedTypes) Names.TryAdd(type, name);
        return name;
    }
}
