namespace ActorBus.Configuration;

/// <summary>The routers that settings can name.</summary>
internal enum RouterKind
{
    /// <summary>By the exact name.</summary>
    Exact,

    /// <summary>By regular expressions.</summary>
    Regex,

    /// <summary>To the keyed service with the message's name as its key.</summary>
    Locator,
}
