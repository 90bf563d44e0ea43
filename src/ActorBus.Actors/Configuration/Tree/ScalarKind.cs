namespace ActorBus.Actors.Configuration.Tree;

/// <summary>How a scalar was written.</summary>
internal enum ScalarKind
{
    /// <summary>The bare word <c>null</c>.</summary>
    Null,

    /// <summary>Without quotes: a number, a boolean or a word.</summary>
    Bare,

    /// <summary>In quotes, or put together from several pieces.</summary>
    Quoted,

    /// <summary>White space between two pieces of a concatenation; it vanishes between objects and between lists.</summary>
    Gap,
}
