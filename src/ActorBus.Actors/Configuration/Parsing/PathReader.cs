using System.Text;

namespace ActorBus.Actors.Configuration.Parsing;

/// <summary>Reads a path expression: the keys of a field, or the inside of a substitution.</summary>
internal static class PathReader
{
    /// <summary>The longest path; with it the depth of a tree is bounded.</summary>
    private const int MaximumKeys = 1000;

    /// <summary>Reads up to the first character that cannot belong to a path; white space inside a key is kept.</summary>
    public static List<string> Read(TextCursor cursor, string what)
    {
        List<string> keys = [];
        var key = new StringBuilder();
        var hasKey = false;
        cursor.TakeSpace();
        while (true)
        {
            var space = cursor.TakeSpace();
            if (cursor.Current == '"')
            {
                key.Append(space).Append(QuotedText.Read(cursor));
                hasKey = true;
            }
            else if (cursor.Current == '.')
            {
                key.Append(space);
                Finish();
                cursor.Take();
            }
            else if (cursor.AtPlain)
            {
                key.Append(space).Append(cursor.TakeWhile(c => c.AtPlain && c.Current != '.'));
                hasKey = true;
            }
            else
            {
                Finish();
                return keys;
            }
        }

        void Finish()
        {
            if (!hasKey)
                throw cursor.Expected(keys.Count == 0 ? what : "a key after the '.' (an empty key is written \"\")");
            if (keys.Count == MaximumKeys)
                throw cursor.Expected($"a path of at most {MaximumKeys} keys");
            keys.Add(key.ToString());
            key.Clear();
            hasKey = false;
        }
    }
}
