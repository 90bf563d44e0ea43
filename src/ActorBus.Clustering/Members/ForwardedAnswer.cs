using ActorBus.Clustering.Serialization;

namespace ActorBus.Clustering.Members;

/// <summary>What became of a <see cref="ForwardedMessage"/>.</summary>
/// <param name="Failure">Why it failed; null when it did not.</param>
/// <param name="Name">The contract of the answer; null when there is none.</param>
/// <param name="MediaType">What the body is.</param>
/// <param name="Body">The answer.</param>
internal sealed record ForwardedAnswer(string? Failure, string? Name, string? MediaType, byte[]? Body) : IInternalMessage;
