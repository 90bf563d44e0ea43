namespace ActorBus.Distribution.Sending;

/// <summary>The way out of a service through one broker.</summary>
/// <param name="Broker">The broker's name in the service map.</param>
/// <param name="Sender">Sends.</param>
/// <param name="Asker">Asks.</param>
internal sealed record Outlet(string Broker, Sender Sender, Asker Asker);
