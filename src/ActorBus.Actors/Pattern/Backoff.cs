namespace ActorBus.Actors.Pattern;

/// <summary>Options for a supervisor that starts its one child again after a growing delay.</summary>
public static class Backoff
{
    /// <summary>Starts the child again when it has failed and its supervisor strategy says restart.</summary>
    /// <param name="childProps">How to make the child.</param>
    /// <param name="childName">The child's name.</param>
    /// <param name="minBackoff">The first delay, above zero.</param>
    /// <param name="maxBackoff">The longest delay before the random part.</param>
    /// <param name="randomFactor">How much of the delay is added at random: 0 nothing, 0.2 up to a fifth; at most 1.</param>
    /// <param name="maxNrOfRetries">After so many starts in a row the supervisor stops; -1 is without limit.</param>
    /// <returns>The options.</returns>
    public static BackoffOptions OnFailure(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        new BackoffOptions(true, childProps, childName, minBackoff, maxBackoff, randomFactor).WithMaxNrOfRetries(maxNrOfRetries);

    /// <summary>Starts the child again when it has stopped, for whatever reason.</summary>
    /// <inheritdoc cref="OnFailure"/>
    public static BackoffOptions OnStop(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        new BackoffOptions(false, childProps, childName, minBackoff, maxBackoff, randomFactor).WithMaxNrOfRetries(maxNrOfRetries);
}
