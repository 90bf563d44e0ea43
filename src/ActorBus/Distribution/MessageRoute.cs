using ActorBus.Distribution.Profiles;
using ActorBus.Messages;

namespace ActorBus.Distribution;

/// <summary>Where messages of a type go, as what, and under which name.</summary>
internal sealed record MessageRoute(string Service, MessageKind Kind, string RoutingKey)
{
    /// <inheritdoc/>
    public override string ToString() => $"{EnvelopeWriter.KindWord(Kind)} '{RoutingKey}' to '{Service}'";
}
