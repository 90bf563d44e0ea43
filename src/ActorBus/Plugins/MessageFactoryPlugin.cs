using System.Collections;
using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Converts maps with the key <c>message_name</c> to the message of that name; all other messages are left unchanged.</summary>
/// <param name="factory">Creates the messages.</param>
public sealed class MessageFactoryPlugin(IMessageFactory factory) : MessageBusPlugin
{
    /// <summary>The key of the message name.</summary>
    public const string NameKey = "message_name";

    /// <inheritdoc/>
    public override void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        Listen(bus, Priority.Initialize, context =>
        {
            if (MapOf(context.Message) is { } map && map.Remove(NameKey, out var value) && value is string { Length: > 0 } name)
            {
                context.Message = Create(name, map);
                context.MessageName = name;
            }

            return default;
        });
    }

    private static Dictionary<string, object?>? MapOf(object message) => message switch
    {
        IEnumerable<KeyValuePair<string, object?>> map => map.ToDictionary(StringComparer.Ordinal),
        IDictionary map when map.Keys.Cast<object>().All(key => key is string) =>
            map.Keys.Cast<string>().ToDictionary(key => key, key => map[key], StringComparer.Ordinal),
        _ => null,
    };

    private object Create(string name, Dictionary<string, object?> data) => factory.Create(name, data) ?? throw new ActorBusException(
        $"{factory.GetType()} made no message of a map with the name '{name}' and the keys: {string.Join(", ", data.Keys)}. Let it make one, or "
        + "throw what is wrong with the name.");
}
