using System.Globalization;
using System.Text;

namespace ActorBus.Actors.Event;

/// <summary>Fills holes such as <c>{Name}</c> with values in order; what has no value stays as it is.</summary>
internal static class NamedTemplate
{
    public static string Format(string format, object?[] args)
    {
        var text = new StringBuilder(format.Length + 32);
        var next = 0;
        for (var i = 0; i < format.Length; i++)
        {
            var end = format[i] == '{' ? format.IndexOf('}', i) : -1;
            if (end > i && next < args.Length)
            {
                text.Append(CultureInfo.InvariantCulture, $"{args[next++]}");
                i = end;
            }
            else
            {
                text.Append(format[i]);
            }
        }

        return text.ToString();
    }
}
