using ActorBus.Clustering.Serialization;
using ActorBus.Messages;

namespace ActorBus.Clustering.Members;

/// <summary>A message for a bus on another node; the reply is a <see cref="ForwardedAnswer"/>.</summary>
/// <param name="Kind">The kind of bus.</param>
/// <param name="Name">The name of the message.</param>
/// <param name="MediaType">The media type of the body.</param>
/// <param name="Body">The message.</param>
internal sealed record ForwardedMessage(MessageKind Kind, string Name, string MediaType, byte[] Body) : IInternalMessage;
