using ActorBus.Recovery;

namespace ActorBus.Tests.Recovery;

public sealed class FailurePolicyTests
{
    [Fact]
    public void NextDelay_WithoutJitter_IsWhatWasSaid()
    {
        var policy = new FailurePolicy { DelayedRetries = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)] };

        Assert.Equal(TimeSpan.FromSeconds(10), policy.NextDelay(1));
        Assert.Equal(policy.DelayedRetries, policy.AllDelays());
    }

    [Fact]
    public void NextDelay_WithJitter_IsNeverShorterAndOneOfFew()
    {
        var policy = new FailurePolicy { DelayedRetries = [TimeSpan.FromSeconds(1)], JitterPercent = 20 };

        var drawn = Enumerable.Range(0, 1_000).Select(_ => policy.NextDelay(0)).ToHashSet();

        Assert.Equal([1_000, 1_067, 1_134, 1_200], policy.AllDelays().Select(delay => delay.TotalMilliseconds));
        Assert.Equal(policy.AllDelays().ToHashSet(), drawn);
    }

    [Fact]
    public void Faults_OfWhatCannotWork_NamesEach()
    {
        var policy = new FailurePolicy
        {
            JitterPercent = 101,
            KeepOrder = true,
            Action = FailureAction.Resend,
            DelayedRetries = [TimeSpan.FromMinutes(16)],
        };

        var faults = policy.Faults();

        Assert.Equal(3, faults.Count);
        Assert.Contains(faults, fault => fault.Contains("JitterPercent is 101", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("DelayedRetries together", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("contradict", StringComparison.Ordinal));
    }

    [Fact]
    public void ActionFor_ADerivedException_IsThatOfTheFirstRuleThatFits()
    {
        var policy = new FailurePolicy
        {
            Action = FailureAction.Retry,
            Rules = [new FailureRule(typeof(ArgumentException), FailureAction.Reject), new FailureRule(typeof(Exception), FailureAction.Ack)],
        };

        Assert.Equal(FailureAction.Reject, policy.ActionFor(new ArgumentNullException()));
        Assert.Equal(FailureAction.Ack, policy.ActionFor(new TimeoutException()));
    }
}
