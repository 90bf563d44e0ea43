using System.Globalization;

namespace ActorBus.Chaos.Histories;

/// <summary>A message of a story: who sent it, and which of the sender's it is.</summary>
public readonly record struct MessageRef(string Sender, int Number)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static MessageRef Parse(string id)
    {
        var dash = id.LastIndexOf('-');
        return new MessageRef(id[..dash], int.Parse(id[(dash + 1)..], CultureInfo.InvariantCulture));
    }

    public override string ToString() => $"{Sender}-{Number}";
}
