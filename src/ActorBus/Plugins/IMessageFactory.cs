namespace ActorBus.Plugins;

/// <summary>Creates messages from plain data.</summary>
public interface IMessageFactory
{
    /// <summary>Creates a message.</summary>
    /// <param name="messageName">The name of the message.</param>
    /// <param name="data">The data of the message.</param>
    object Create(string messageName, IReadOnlyDictionary<string, object?> data);
}
