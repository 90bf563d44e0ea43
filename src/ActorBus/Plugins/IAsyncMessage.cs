using ActorBus.Messages;

namespace ActorBus.Plugins;

/// <summary>A message that may be handled later, by another process, when an <see cref="AsyncSwitchRouter"/> is attached.</summary>
public interface IAsyncMessage
{
    /// <summary>What travels with the message.</summary>
    Metadata Metadata { get; }

    /// <summary>A copy with this metadata; the message itself does not change.</summary>
    IAsyncMessage WithMetadata(Metadata metadata);
}
