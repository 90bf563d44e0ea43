namespace ActorBus.Messages;

/// <summary>A pattern of words between dots, with the meaning of AMQP topics: <c>*</c> is exactly one word, <c>#</c> any number.</summary>
/// <remarks>Matching takes time linear in the name for each word of the pattern, whatever the pattern.</remarks>
public static class TopicPattern
{
    /// <summary>True when the text is a pattern, false when it only fits itself.</summary>
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

    /// <summary>True when the name fits the pattern; both are compared ordinally.</summary>
    public static bool Matches(string pattern, string name)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(name);
        if (!IsPattern(pattern)) return string.Equals(pattern, name, StringComparison.Ordinal);

        // Greedy, with one way back: a later # makes every earlier one's choice irrelevant.
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

    private static ReadOnlySpan<char> Word(string text, int start)
    {
        var rest = text.AsSpan(start);
        var end = rest.IndexOf('.');
        return end < 0 ? rest : rest[..end];
    }

    private static int Next(string text, int start) => start + Word(text, start).Length + 1;
}
