namespace ActorBus.Hosting.Configuration;

/// <summary>The kinds of router that configuration can choose.</summary>
internal enum RouterKind
{
    /// <summary>Routes by the exact message name.</summary>
    Exact,

    /// <summary>Routes by regular expressions.</summary>
    Regex,

    /// <summary>Routes to the keyed service whose key is the message name.</summary>
    Locator,
}
