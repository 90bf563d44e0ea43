using ActorBus.Recovery;

namespace ActorBus.Hosting.Verbs;

/// <summary>What a verb below <c>dead-letters</c> works on.</summary>
/// <param name="Letters">The dead letters.</param>
/// <param name="Service">Whose they are.</param>
/// <param name="Broker">The broker where they are, by its name in the service map.</param>
/// <param name="Entries">The entry ids on the command line.</param>
/// <param name="IsJson">True when a document is to be written.</param>
internal sealed record DeadLetterWork(IDeadLetters Letters, string Service, string Broker, IReadOnlyList<string> Entries, bool IsJson);
