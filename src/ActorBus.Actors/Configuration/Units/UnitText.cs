namespace ActorBus.Actors.Configuration.Units;

/// <summary>A number and the unit behind it.</summary>
internal static class UnitText
{
    /// <summary>Splits '10 seconds' into '10' and 'seconds'; a text without letters at its end has no unit.</summary>
    public static (string Number, string Unit) Split(string text)
    {
        var trimmed = text.Trim();
        var start = trimmed.Length;
        while (start > 0 && char.IsLetter(trimmed[start - 1]))
            start--;
        return (trimmed[..start].Trim(), trimmed[start..]);
    }
}
