using ActorBus.Messages;

namespace ActorBus.Pipeline;

/// <summary>What a bus knows about a message type: its name, and who handles messages of that name.</summary>
internal sealed class TypeRoute
{
    public TypeRoute(Type type, RoutingTable table)
    {
        Name = MessageNaming.NameOf(type);
        IsNamedByAttribute = type.IsDefined(typeof(MessageNameAttribute), inherit: false);
        Handler = table.HandlerFor(table.Kind, Name, null);
        Listeners = table.ListenersFor(Name, null);
    }

    public string Name { get; }

    public bool IsNamedByAttribute { get; }

    public object? Handler { get; }

    public object[] Listeners { get; }
}
