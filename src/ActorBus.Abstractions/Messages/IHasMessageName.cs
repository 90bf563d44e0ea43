namespace ActorBus.Messages;

/// <summary>Allows a message to name itself. The name takes precedence over the attribute and the type.</summary>
public interface IHasMessageName
{
    /// <summary>The name by which handlers are found; never empty.</summary>
    string MessageName { get; }
}
