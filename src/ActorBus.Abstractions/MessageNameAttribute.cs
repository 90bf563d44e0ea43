namespace ActorBus;

/// <summary>Sets the contract name of a message type, which is the same for producers and consumers whatever their types are called.</summary>
/// <remarks>Without this attribute the full name of the type is the message name.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class MessageNameAttribute : Attribute
{
    /// <summary>Initializes the attribute with the contract name.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public MessageNameAttribute(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The contract name.</summary>
    public string Name { get; }
}
