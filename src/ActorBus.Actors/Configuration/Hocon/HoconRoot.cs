namespace ActorBus.Actors.Configuration.Hocon;

/// <summary>What the parser made of one text, with its substitutions still to be resolved.</summary>
public sealed class HoconRoot
{
    /// <summary>Wraps a value as a root.</summary>
    /// <param name="value">The root value.</param>
    public HoconRoot(HoconValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
    }

    /// <summary>The root value.</summary>
    public HoconValue Value { get; }
}
