namespace ActorBus.Actors.TestKit;

/// <summary>Keeps the auto-pilot that returned it.</summary>
public sealed class KeepRunning : AutoPilot
{
    /// <summary>The one value.</summary>
    public static readonly KeepRunning Instance = new();

    private KeepRunning()
    {
    }

    /// <summary>Must not be set as an auto-pilot.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override AutoPilot Run(IActorRef sender, object message) => throw new InvalidOperationException(
        "AutoPilot.KeepRunning is only a result of Run; set an auto-pilot of your own instead.");
}
