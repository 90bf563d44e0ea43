namespace ActorBus.Actors.Cells;

/// <summary>Which names an actor system may have.</summary>
internal static class SystemName
{
    public static void Check(string name)
    {
        var valid = !string.IsNullOrEmpty(name) && char.IsAsciiLetterOrDigit(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
        if (!valid)
        {
            throw new ArgumentException(
                $"'{name}' cannot name an actor system: a name has ASCII letters, digits and '-' and begins with a letter or digit.", nameof(name));
        }
    }
}
