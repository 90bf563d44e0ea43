namespace ActorBus.Messages;

/// <summary>A message that names itself; the name wins over its attribute and its type.</summary>
public interface IHasMessageName
{
    /// <summary>The name by which handlers are found. Never empty.</summary>
    string MessageName { get; }
}
