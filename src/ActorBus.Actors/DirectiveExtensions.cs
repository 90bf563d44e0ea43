namespace ActorBus.Actors;

/// <summary>Writes the rules of a <see cref="Decider"/>.</summary>
public static class DirectiveExtensions
{
    /// <summary>The rule that gives this directive for an exception type and those derived from it.</summary>
    public static KeyValuePair<Type, Directive> When<TException>(this Directive self)
        where TException : Exception => new(typeof(TException), self);
}
