namespace ActorBus.Actors;

/// <summary>Tells the time as a scheduler sees it.</summary>
public interface ITimeProvider
{
    /// <summary>Date and time.</summary>
    DateTimeOffset Now { get; }

    /// <summary>A clock for measuring that never goes back.</summary>
    TimeSpan MonotonicClock { get; }

    /// <summary>As <see cref="MonotonicClock"/>, finer.</summary>
    TimeSpan HighResMonotonicClock { get; }
}
