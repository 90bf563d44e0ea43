namespace ActorBus.Serialization;

/// <summary>The media types that ActorBus converts itself, and functions to parse media types.</summary>
public static class MediaTypes
{
    /// <summary>JSON in UTF-8, the default for objects.</summary>
    public const string Json = "application/json";

    /// <summary>Text in UTF-8, the default for strings.</summary>
    public const string Text = "text/plain";

    /// <summary>Arbitrary bytes, the default for byte arrays.</summary>
    public const string Bytes = "application/octet-stream";

    /// <summary>Returns a media type without its parameters, in lower case; empty for null.</summary>
    /// <example><c>Application/JSON; charset=utf-8</c> becomes <c>application/json</c>.</example>
    public static string WithoutParameters(string? mediaType)
    {
        if (mediaType is null or Json or Text or Bytes) return mediaType ?? "";
        var end = mediaType.IndexOf(';');
        return (end < 0 ? mediaType : mediaType[..end]).Trim().ToLowerInvariant();
    }

    /// <summary>Returns the <c>charset</c> parameter of a media type, in lower case; null when it has none.</summary>
    public static string? Charset(string? mediaType)
    {
        if (mediaType is null or Json or Text or Bytes) return null;
        foreach (var parameter in mediaType.Split(';').Skip(1))
        {
            var equals = parameter.IndexOf('=');
            if (equals > 0 && parameter[..equals].Trim().Equals("charset", StringComparison.OrdinalIgnoreCase))
                return parameter[(equals + 1)..].Trim().Trim('"').ToLowerInvariant();
        }

        return null;
    }
}
