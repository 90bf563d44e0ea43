using ActorBus.Chaos.Histories;

namespace ActorBus.Chaos;

/// <summary>What a run came to.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Kills">How often each was killed.</param>
/// <param name="Repeated">Sends that ended without a confirmation.</param>
/// <param name="DeadLetters">Messages that became dead letters.</param>
/// <param name="UncleanEnds">Workers that did not end with 0 when they were asked to.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Verdict">What the checker found.</param>
internal sealed record ChaosReport(
    ChaosOptions Options, IReadOnlyDictionary<Fault, int> Kills, int Repeated, int DeadLetters, int UncleanEnds, double Seconds, Verdict Verdict)
{
    /// <summary>Whether every promise was kept.</summary>
    public bool IsGood => Verdict.IsGood && UncleanEnds == 0;

    public override string ToString() =>
        $"messages={Options.Messages} seed={Options.Seed} seconds={Seconds:F0} "
        + string.Concat(Kills.Select(kill => $"killed-{kill.Key.ToString().ToLowerInvariant()}={kill.Value} "))
        + $"lost={Verdict.Lost.Count} phantoms={Verdict.Phantoms.Count} handled-again={Verdict.HandledAgain} sends-repeated={Repeated} "
        + $"dead-letters={DeadLetters} unclean-ends={UncleanEnds}"
        + (Verdict.Lost.Count > 0 ? $"\nlost: {string.Join(' ', Verdict.Lost.Take(100))}" : "");
}
