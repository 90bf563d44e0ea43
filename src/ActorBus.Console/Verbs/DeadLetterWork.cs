using ActorBus.Recovery;

namespace ActorBus.Hosting.Verbs;

/// <summary>The input of a verb below <c>dead-letters</c>.</summary>
/// <param name="Letters">The dead letters.</param>
/// <param name="Service">The service they belong to.</param>
/// <param name="Broker">The name in the service map of the broker where they are.</param>
/// <param name="Entries">The entry ids on the command line.</param>
/// <param name="IsJson">Whether to write a JSON document.</param>
internal sealed record DeadLetterWork(IDeadLetters Letters, string Service, string Broker, IReadOnlyList<string> Entries, bool IsJson);
