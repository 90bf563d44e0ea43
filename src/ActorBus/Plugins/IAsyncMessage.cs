using ActorBus.Messages;

namespace ActorBus.Plugins;

/// <summary>Represents a message that may be handled later by another process when an <see cref="AsyncSwitchRouter"/> is attached.</summary>
public interface IAsyncMessage
{
    /// <summary>The metadata of the message.</summary>
    Metadata Metadata { get; }

    /// <summary>Returns a copy with this metadata; the message itself does not change.</summary>
    IAsyncMessage WithMetadata(Metadata metadata);
}
