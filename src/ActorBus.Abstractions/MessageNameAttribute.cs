namespace ActorBus;

/// <summary>The contract name of a message type: the same for producer and consumer, whatever their types are called.</summary>
/// <remarks>Without it a message is named by the full name of its type.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class MessageNameAttribute : Attribute
{
    /// <summary>Names the contract.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public MessageNameAttribute(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The contract name.</summary>
    public string Name { get; }
}
