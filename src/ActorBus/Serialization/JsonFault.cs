using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ActorBus.Serialization;

/// <summary>Describes where a body could not be read as a type, using only names from the type: the content of the body is never quoted.</summary>
internal static class JsonFault
{
    /// <summary>Returns where reading failed, and why.</summary>
    public static string Describe(JsonException error, Type type, JsonSerializerOptions options)
    {
        options.TryGetTypeInfo(type, out var info);
        var member = Follow(error.Path ?? "$", ref info, options);
        var place = $"{(member.Length > 0 ? $"at '{member}', " : "at ")}{PositionOf(error)}";
        if (info is not null && (Nullable.GetUnderlyingType(info.Type) ?? info.Type).IsEnum)
        {
            return $"{place}, it is no {info.Type}: the names of an enum are read with a JsonStringEnumConverter in the options of a JsonMessageConverter, "
                + "without one its numbers";
        }

        return MissingIn(info, error) is { Length: > 0 } missing
            ? $"{place}, it lacks the required {missing}"
            : $"{place}, it is malformed, names a member twice, is nested too deep or has another shape";
    }

    private static string PositionOf(JsonException error) => error.LineNumber is { } line
        ? $"line {line + 1}, byte {error.BytePositionInLine + 1}"
        : "an unknown position";

    /// <summary>Follows the path as far as the type defines it.</summary>
    /// <param name="path">The path in the body, from its root.</param>
    /// <param name="info">The type at the root; on return the type at the end of the path, or null when the path leads elsewhere.</param>
    /// <param name="options">Resolves the types of members.</param>
    private static string Follow(string path, ref JsonTypeInfo? info, JsonSerializerOptions options)
    {
        var known = new StringBuilder();
        for (var rest = path.AsSpan(1); rest.Length > 0 && info is not null;)
        {
            var end = rest[1..].IndexOfAny('.', '[') is >= 0 and var next ? next + 1 : rest.Length;
            Type? inner;
            if (info.Kind == JsonTypeInfoKind.Object)
            {
                var member = MemberAt(info, rest, ref end);
                inner = member?.PropertyType;
                if (member is not null) known.Append(known.Length > 0 ? "." : "").Append(member.Name);
            }
            else
            {
                // Dictionary keys come from the sender, and one with unusual characters cannot be told apart from what follows.
                inner = rest is ['[', '\'', ..] ? null : info.ElementType;
                known.Append(info.Kind == JsonTypeInfoKind.Dictionary ? "[*]" : rest[..end]);
            }

            rest = rest[end..];
            if (inner is null) info = null;
            else options.TryGetTypeInfo(inner, out info);
        }

        return known.ToString();
    }

    private static JsonPropertyInfo? MemberAt(JsonTypeInfo info, ReadOnlySpan<char> path, ref int end)
    {
        foreach (var member in info.Properties)
        {
            if (path is ['[', '\'', ..])
            {
                var quoted = $"['{member.Name}']";
                if (!path.StartsWith(quoted, StringComparison.OrdinalIgnoreCase)) continue;
                end = quoted.Length;
                return member;
            }

            if (path[1..end].Equals(member.Name, StringComparison.OrdinalIgnoreCase)) return member;
        }

        return null;
    }

    private static string MissingIn(JsonTypeInfo? info, JsonException error)
    {
        if (info is not { Kind: JsonTypeInfoKind.Object } || !error.Message.Contains("missing required", StringComparison.Ordinal)) return "";
        string[] missing = [.. info.Properties
            .Where(member => member.IsRequired && error.Message.Contains($"'{member.Name}'", StringComparison.Ordinal)).Select(member => $"'{member.Name}'")];
        return missing.Length == 0 ? "" : $"{(missing.Length == 1 ? "member" : "members")} {string.Join(", ", missing)}";
    }
}
