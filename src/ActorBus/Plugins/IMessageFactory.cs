namespace ActorBus.Plugins;

/// <summary>Makes messages from plain data.</summary>
public interface IMessageFactory
{
    /// <summary>Makes a message.</summary>
    /// <param name="messageName">Which one.</param>
    /// <param name="data">What came with the name.</param>
    object Create(string messageName, IReadOnlyDictionary<string, object?> data);
}
