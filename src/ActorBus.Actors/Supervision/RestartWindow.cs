namespace ActorBus.Actors.Supervision;

/// <summary>Reads the time range of a strategy.</summary>
internal static class RestartWindow
{
    public static int Milliseconds(TimeSpan? range) =>
        range is { } value && value != Timeout.InfiniteTimeSpan ? (int)value.TotalMilliseconds : -1;
}
