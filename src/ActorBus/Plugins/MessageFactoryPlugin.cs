using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Turns a map with the key <c>message_name</c> into the message of that name; leaves everything else alone.</summary>
/// <param name="factory">Makes the message.</param>
public sealed class MessageFactoryPlugin(IMessageFactory factory) : MessageBusPlugin
{
    /// <summary>The key that holds the name.</summary>
    public const string NameKey = "message_name";

    /// <inheritdoc/>
    public override void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        Listen(bus, Priority.Initialize, context =>
        {
            if (context.Message is IEnumerable<KeyValuePair<string, object?>> data)
            {
                var map = data.ToDictionary(StringComparer.Ordinal);
                if (map.Remove(NameKey, out var value) && value is string { Length: > 0 } name)
                {
                    context.Message = factory.Create(name, map);
                    context.MessageName = name;
                }
            }

            return default;
        });
    }
}
