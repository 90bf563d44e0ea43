using ActorBus.Clustering.Serialization;
using ActorBus.Messages;

namespace ActorBus.Clustering.Members;

/// <summary>A message for a bus on another node; answered with <see cref="ForwardedAnswer"/>.</summary>
/// <param name="Kind">Which bus.</param>
/// <param name="Name">The name of the message.</param>
/// <param name="MediaType">What the body is.</param>
/// <param name="Body">The message.</param>
internal sealed record ForwardedMessage(MessageKind Kind, string Name, string MediaType, byte[] Body) : IInternalMessage;
