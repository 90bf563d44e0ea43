namespace ActorBus.Actors;

/// <summary>Tells the time by date and time.</summary>
public interface IDateTimeOffsetNowTimeProvider : ITimeProvider;
