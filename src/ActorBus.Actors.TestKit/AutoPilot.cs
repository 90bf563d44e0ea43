namespace ActorBus.Actors.TestKit;

/// <summary>Reacts to each message of a test actor, besides what the test does with it.</summary>
/// <remarks>Runs in the test actor, not on the thread of the test.</remarks>
public abstract class AutoPilot
{
    /// <summary>Keeps the auto-pilot that returned it.</summary>
    public static KeepRunning KeepRunning => KeepRunning.Instance;

    /// <summary>No auto-pilot from the next message on.</summary>
    public static NoAutoPilot NoAutoPilot => NoAutoPilot.Instance;

    /// <summary>Reacts to a message.</summary>
    /// <param name="sender">Who sent it.</param>
    /// <param name="message">The message.</param>
    /// <returns>The auto-pilot for the next message: another one, <see cref="KeepRunning"/> or <see cref="NoAutoPilot"/>.</returns>
    public abstract AutoPilot Run(IActorRef sender, object message);
}
