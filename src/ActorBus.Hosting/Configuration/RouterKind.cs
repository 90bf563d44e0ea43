namespace ActorBus.Hosting.Configuration;

/// <summary>The routers that configuration can name.</summary>
internal enum RouterKind
{
    /// <summary>By the exact name.</summary>
    Exact,

    /// <summary>By regular expressions.</summary>
    Regex,

    /// <summary>To the keyed service with the message's name as its key.</summary>
    Locator,
}
