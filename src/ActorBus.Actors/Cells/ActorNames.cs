using System.Buffers;

namespace ActorBus.Actors.Cells;

/// <summary>Which names actors may have, and the names of those that were given none.</summary>
internal static class ActorNames
{
    private const string Digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";

    private static readonly SearchValues<char> Valid = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + ActorPath.ValidSymbols);

    public static bool IsValid(string? name)
    {
        if (string.IsNullOrEmpty(name) || name[0] == '$')
            return false;
        var rest = name.AsSpan();
        while (true)
        {
            var odd = rest.IndexOfAnyExcept(Valid);
            if (odd < 0)
                return true;
            if (rest[odd] != '%' || odd + 2 >= rest.Length || !char.IsAsciiHexDigit(rest[odd + 1]) || !char.IsAsciiHexDigit(rest[odd + 2]))
                return false;
            rest = rest[(odd + 3)..];
        }
    }

    public static void Check(string? name, ActorPath parent)
    {
        if (name is null)
            throw new InvalidActorNameException($"An actor below '{parent}' was given the name null; leave the name out to get a generated one.");
        if (name.Length == 0)
            throw new InvalidActorNameException($"An actor below '{parent}' was given an empty name; leave the name out to get a generated one.");
        if (!IsValid(name))
        {
            throw new InvalidActorNameException(
                $"Illegal actor name '{name}' below '{parent}': names can only contain ASCII letters, digits and {ActorPath.ValidSymbols}, and do not start with `$`.");
        }
    }

    /// <summary>Counts in base 64, least digit first: $a, $b, ... $ba.</summary>
    public static string Generated(long number)
    {
        Span<char> text = stackalloc char[13];
        var length = 0;
        text[length++] = '$';
        do
        {
            text[length++] = Digits[(int)(number & 63)];
            number >>= 6;
        }
        while (number > 0);
        return new string(text[..length]);
    }
}
