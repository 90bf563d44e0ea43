using System.Text;

namespace ActorBus.Actors.Configuration.Tree;

/// <summary>Paths as callers write them: keys joined by dots, a key with a dot in it in quotes.</summary>
internal static class ConfigPath
{
    /// <summary>Splits a path; anything but dots and quotes stands for itself, so <c>a.some key</c> needs no quotes.</summary>
    public static List<string> Split(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        List<string> keys = [];
        var key = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '"')
                quoted = !quoted;
            else if (path[i] == '.' && !quoted)
                Finish();
            else if (path[i] == '\\' && quoted && i + 1 < path.Length)
                key.Append(path[++i]);
            else
                key.Append(path[i]);
        }

        Finish();
        return keys;

        void Finish()
        {
            keys.Add(key.ToString());
            key.Clear();
        }
    }

    public static string Render(IEnumerable<string> keys) => string.Join('.', keys.Select(TextForm.Key));
}
