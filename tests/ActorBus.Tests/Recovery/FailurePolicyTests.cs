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

    [Theory]
    [InlineData(10, 2.0, 6, null, new[] { 10, 20, 40, 80, 160, 320 })]
    [InlineData(10, 2.0, 6, 80, new[] { 10, 20, 40, 80 })]
    [InlineData(10, 2.0, 6, 79, new[] { 10, 20, 40 })]
    [InlineData(1_000, 1.5, 4, null, new[] { 1_000, 1_500, 2_250, 3_375 })]
    [InlineData(7, 1.0, 3, null, new[] { 7, 7, 7 })]
    [InlineData(100, 2.0, 3, 50, new int[0])]
    public void ExponentialDelays_OfAFirst_GrowUpToTheLongest(int first, double factor, int retries, int? longest, int[] expected)
    {
        var delays = FailurePolicy.ExponentialDelays(
            TimeSpan.FromMilliseconds(first), factor, retries, longest is { } most ? TimeSpan.FromMilliseconds(most) : null);

        Assert.Equal(expected, delays.Select(delay => (int)delay.TotalMilliseconds));
        Assert.Empty(new FailurePolicy { DelayedRetries = delays }.Faults());
    }

    [Theory]
    [InlineData(0.0, 2.0, 3)]
    [InlineData(10.0, 0.9, 3)]
    [InlineData(10.0, double.NaN, 3)]
    [InlineData(10.0, 2.0, 0)]
    [InlineData(10.0, 2.0, 33)]
    [InlineData(10.0, 10.0, 32)]
    [InlineData(10.0, double.PositiveInfinity, 3)]
    public void ExponentialDelays_OfWhatNoBrokerHolds_AreRefused(double first, double factor, int retries) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FailurePolicy.ExponentialDelays(TimeSpan.FromMilliseconds(first), factor, retries));

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

    [Fact]
    public void ActionFor_TheOnlyExceptionOfAnAggregate_IsThatOfTheException()
    {
        var policy = new FailurePolicy { Rules = [new FailureRule(typeof(TimeoutException), FailureAction.Ack)] };

        Assert.Equal(FailureAction.Ack, policy.ActionFor(new AggregateException(new AggregateException(new TimeoutException()))));
        Assert.Equal(FailureAction.Retry, policy.ActionFor(new AggregateException(new TimeoutException(), new InvalidOperationException())));
        Assert.Equal(FailureAction.Retry, policy.ActionFor(new InvalidOperationException("", new TimeoutException())));
    }

    [Theory]
    [InlineData(FailureAction.Reject, 0)]
    [InlineData(FailureAction.Resend, 0)]
    [InlineData(FailureAction.Ack, 0)]
    [InlineData(FailureAction.Throw, 0)]
    [InlineData(FailureAction.Retry, 1)]
    [InlineData(FailureAction.Requeue, 1)]
    public void Faults_AfterRetries_RefusesWhatWouldTryWithoutEnd(FailureAction action, int faults) =>
        Assert.Equal(faults, new FailurePolicy { AfterRetries = action }.Faults().Count);
}
