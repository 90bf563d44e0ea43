using ActorBus.Clustering.Serialization;

namespace ActorBus.Clustering.Members;

/// <summary>The outcome of a <see cref="ForwardedMessage"/>.</summary>
/// <param name="Failure">The reason of the failure; null on success.</param>
/// <param name="Name">The contract name of the answer; null when there is none.</param>
/// <param name="MediaType">The media type of the body.</param>
/// <param name="Body">The answer.</param>
internal sealed record ForwardedAnswer(string? Failure, string? Name, string? MediaType, byte[]? Body) : IInternalMessage;
