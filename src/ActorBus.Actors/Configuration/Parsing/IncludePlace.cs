namespace ActorBus.Actors.Configuration.Parsing;

/// <summary>Where an include looks.</summary>
internal enum IncludePlace
{
    /// <summary>Beside the including text, in the same kind of place.</summary>
    Any,

    /// <summary>In the file system.</summary>
    File,

    /// <summary>At a URL; only <c>file:</c> is supported.</summary>
    Url,

    /// <summary>Among the embedded resources.</summary>
    Resource,
}
