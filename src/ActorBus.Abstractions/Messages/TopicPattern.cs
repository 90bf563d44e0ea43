using System.Text;

namespace ActorBus.Messages;

/// <summary>
/// Matches names against patterns of words separated by dots, as in AMQP topics: <c>*</c> is exactly one word, <c>#</c> any number.
/// </summary>
/// <remarks>For every pattern, matching takes linear time in the length of the name for each word of the pattern.</remarks>
public static class TopicPattern
{
    private const int LongestKey = 255;

    /// <summary>Returns whether the text contains a wildcard; without one it matches only itself.</summary>
    public static bool IsPattern(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().IndexOfAny('*', '#') < 0) return false;
        foreach (var range in text.AsSpan().Split('.'))
        {
            if (text.AsSpan(range) is "*" or "#") return true;
        }

        return false;
    }

    /// <summary>Returns why a broker cannot honour a pattern; null when it can.</summary>
    /// <remarks>In AMQP topics a wildcard is a whole word. Inside a word it is an ordinary character, which is never what was intended.</remarks>
    internal static string? FaultOf(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "it is empty. Name an event, or use '*' for one word and '#' for any number";
        if (Encoding.UTF8.GetByteCount(text) is > LongestKey and var bytes) return $"it has {bytes} bytes, and a broker takes {LongestKey}. Shorten it";
        foreach (var range in text.AsSpan().Split('.'))
        {
            var word = text.AsSpan(range);
            if (word.ContainsAny('*', '#') && word is not ("*" or "#"))
                return $"'{word}' mixes a wildcard with text, and brokers know '*' (one word) and '#' (any number) only as whole words between dots. Write it as '{Whole(text)}'";
        }

        return null;
    }

    /// <summary>Returns whether a name matches a pattern, comparing ordinally.</summary>
    public static bool Matches(string pattern, string name)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(name);
        if (!IsPattern(pattern)) return string.Equals(pattern, name, StringComparison.Ordinal);

        // Greedy with a single backtracking point: a later # makes the choices of every earlier one irrelevant.
        int wordOfPattern = 0, wordOfName = name.Length == 0 ? 1 : 0, resumePattern = -1, resumeName = 0;
        while (wordOfName <= name.Length)
        {
            var wanted = wordOfPattern <= pattern.Length ? Word(pattern, wordOfPattern) : default;
            if (wordOfPattern <= pattern.Length && wanted is "#")
            {
                resumePattern = wordOfPattern += 2;
                resumeName = wordOfName;
            }
            else if (wordOfPattern <= pattern.Length && (wanted is "*" || wanted.SequenceEqual(Word(name, wordOfName))))
            {
                wordOfPattern += wanted.Length + 1;
                wordOfName = Next(name, wordOfName);
            }
            else if (resumePattern >= 0)
            {
                wordOfPattern = resumePattern;
                wordOfName = resumeName = Next(name, resumeName);
            }
            else
            {
                return false;
            }
        }

        while (wordOfPattern <= pattern.Length && Word(pattern, wordOfPattern) is "#") wordOfPattern += 2;
        return wordOfPattern > pattern.Length;
    }

    private static string Whole(string text) => string.Join('.', text.Split('.').Select(
        word => word.AsSpan().ContainsAny('*', '#') ? word.Contains('#', StringComparison.Ordinal) ? "#" : "*" : word));

    private static ReadOnlySpan<char> Word(string text, int start)
    {
        var rest = text.AsSpan(start);
        var end = rest.IndexOf('.');
        return end < 0 ? rest : rest[..end];
    }

    private static int Next(string text, int start) => start + Word(text, start).Length + 1;
}
