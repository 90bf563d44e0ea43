namespace ActorBus.Actors.Routing;

/// <summary>Adds routees when all are busy and takes some away when few are.</summary>
public class DefaultResizer : Resizer
{
    /// <summary>Creates a resizer.</summary>
    /// <param name="lower">Never fewer routees.</param>
    /// <param name="upper">Never more routees.</param>
    /// <param name="pressureThreshold">How many messages have to wait for a routee to count as busy; 0 for one that processes a message.</param>
    /// <param name="rampupRate">How many to add when all are busy, as a part of those there are.</param>
    /// <param name="backoffThreshold">Below which part of busy routees some are taken away.</param>
    /// <param name="backoffRate">How many to take away then, as a part of those there are.</param>
    /// <param name="messagesPerResize">How many messages between two looks.</param>
    public DefaultResizer(
        int lower, int upper, int pressureThreshold = 1, double rampupRate = 0.2, double backoffThreshold = 0.3, double backoffRate = 0.1, int messagesPerResize = 10)
    {
        if (lower < 0 || upper < lower || messagesPerResize <= 0)
        {
            throw new ArgumentException(
                $"A resizer from {lower} to {upper} routees looking every {messagesPerResize} messages makes no sense; it needs 0 <= lower <= upper and at least one message.");
        }

        LowerBound = lower;
        UpperBound = upper;
        PressureThreshold = pressureThreshold;
        RampupRate = rampupRate;
        BackoffThreshold = backoffThreshold;
        BackoffRate = backoffRate;
        MessagesPerResize = messagesPerResize;
    }

    /// <summary>Never fewer routees.</summary>
    public int LowerBound { get; set; }

    /// <summary>Never more routees.</summary>
    public int UpperBound { get; set; }

    /// <summary>How many messages have to wait for a routee to count as busy.</summary>
    public int PressureThreshold { get; }

    /// <summary>How many to add when all are busy, as a part of those there are.</summary>
    public double RampupRate { get; }

    /// <summary>Below which part of busy routees some are taken away.</summary>
    public double BackoffThreshold { get; }

    /// <summary>How many to take away then, as a part of those there are.</summary>
    public double BackoffRate { get; }

    /// <summary>How many messages between two looks.</summary>
    public int MessagesPerResize { get; }

    /// <summary>Reads a resizer from its section.</summary>
    public static new DefaultResizer FromConfig(Config resizerConfig) => new(
        resizerConfig.GetInt("lower-bound", 1),
        resizerConfig.GetInt("upper-bound", 10),
        resizerConfig.GetInt("pressure-threshold", 1),
        resizerConfig.GetDouble("rampup-rate", 0.2),
        resizerConfig.GetDouble("backoff-threshold", 0.3),
        resizerConfig.GetDouble("backoff-rate", 0.1),
        resizerConfig.GetInt("messages-per-resize", 10));

    /// <inheritdoc/>
    public override bool IsTimeForResize(long messageCounter) => messageCounter % MessagesPerResize == 0;

    /// <inheritdoc/>
    public override int Resize(IEnumerable<Routee> currentRoutees) => Capacity(currentRoutees);

    /// <summary>How many routees more, or fewer for a negative number, within the bounds.</summary>
    public int Capacity(IEnumerable<Routee> currentRoutees)
    {
        var routees = currentRoutees as Routee[] ?? currentRoutees.ToArray();
        var wanted = routees.Length + Filter(Pressure(routees), routees.Length);
        return Math.Clamp(wanted, LowerBound, UpperBound) - routees.Length;
    }

    /// <summary>How many routees are busy.</summary>
    public int Pressure(IEnumerable<Routee> currentRoutees) => currentRoutees.Count(routee =>
        routee is ActorRefRoutee { Actor: CellRef actor } && (PressureThreshold > 0
            ? actor.Cell.Mailbox.Count >= PressureThreshold
            : actor.Cell.Mailbox.IsBusy));

    /// <summary>The change for a number of busy routees among so many.</summary>
    public int Filter(int pressure, int capacity) => Rampup(pressure, capacity) + Backoff(pressure, capacity);

    /// <summary>How many to add.</summary>
    public int Rampup(int pressure, int capacity) => pressure < capacity ? 0 : (int)Math.Ceiling(RampupRate * capacity);

    /// <summary>How many to take away, as a negative number.</summary>
    public int Backoff(int pressure, int capacity) =>
        BackoffThreshold > 0 && BackoffRate > 0 && capacity > 0 && pressure / (double)capacity < BackoffThreshold
            ? (int)Math.Floor(-BackoffRate * capacity)
            : 0;
}
