namespace ActorBus.Actors.TestKit;

/// <summary>A condition for messages of one type.</summary>
public class PredicateInfo
{
    private PredicateInfo(Delegate predicate, Type type)
    {
        PredicateT = predicate;
        Type = type;
    }

    /// <summary>The type of the messages.</summary>
    public Type Type { get; }

    /// <summary>The condition.</summary>
    public Delegate PredicateT { get; }

    /// <summary>Creates a condition.</summary>
    /// <typeparam name="T">The type of the messages.</typeparam>
    /// <param name="predicateT">The condition.</param>
    /// <returns>Both together.</returns>
    public static PredicateInfo Create<T>(Predicate<T> predicateT) => new(predicateT, typeof(T));

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(PredicateInfo)}<{Type}>";

    internal bool Fits(object? message) => message?.GetType() == Type && (bool)PredicateT.DynamicInvoke(message)!;
}
