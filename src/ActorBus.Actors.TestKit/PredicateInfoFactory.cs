namespace ActorBus.Actors.TestKit;

/// <summary>Makes <see cref="PredicateInfo"/> of conditions.</summary>
public static class PredicateInfoFactory
{
    /// <summary>Joins a condition with the type it is for.</summary>
    /// <typeparam name="T">The type of the messages.</typeparam>
    /// <param name="predicateT">The condition.</param>
    /// <returns>Both together.</returns>
    public static PredicateInfo CreatePredicateInfo<T>(this Predicate<T> predicateT) => PredicateInfo.Create(predicateT);
}
