namespace ActorBus.Actors;

/// <summary>A message together with its sender, as mailboxes keep it.</summary>
public readonly struct Envelope : IEquatable<Envelope>
{
    /// <summary>Joins a message and its sender.</summary>
    public Envelope(object message, IActorRef? sender)
    {
        Message = message;
        Sender = sender;
    }

    /// <summary>The message.</summary>
    public object Message { get; }

    /// <summary>Its sender, or null when nobody is to be answered.</summary>
    public IActorRef? Sender { get; }

    /// <inheritdoc/>
    public bool Equals(Envelope other) => ReferenceEquals(Message, other.Message) && Equals(Sender, other.Sender);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Envelope other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Message, Sender);

    /// <inheritdoc/>
    public override string ToString() => $"<{Message}> from {Sender?.ToString() ?? "NoSender"}";

    /// <summary>Compares message instances and senders.</summary>
    public static bool operator ==(Envelope left, Envelope right) => left.Equals(right);

    /// <summary>Compares message instances and senders.</summary>
    public static bool operator !=(Envelope left, Envelope right) => !left.Equals(right);
}
