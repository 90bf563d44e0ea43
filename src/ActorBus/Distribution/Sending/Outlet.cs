namespace ActorBus.Distribution.Sending;

/// <summary>The outgoing side of a service on one broker.</summary>
/// <param name="Broker">The name of the broker in the service map.</param>
/// <param name="Sender">Sends messages.</param>
/// <param name="Asker">Sends queries and awaits their replies.</param>
internal sealed record Outlet(string Broker, Sender Sender, Asker Asker);
