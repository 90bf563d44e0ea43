namespace ActorBus.Scenarios.Tests.Simulation;

public sealed class When_a_broker_is_simulated
{
    private const int Seeds = 3000;

    [Fact]
    public async Task Should_keep_its_promises_whatever_the_seed()
    {
        // On threads of the pool: a simulated world must not meet a test's synchronization context.
        var bad = await Task.Run(() => Enumerable.Range(0, Seeds).AsParallel()
            .Select(seed => (seed, story: BrokerStory.Tell(seed)))
            .FirstOrDefault(one => !one.story.Verdict.IsGood));

        Assert.True(
            bad.story.World is null,
            $"Seed {bad.seed}: {bad.story.Verdict}\n{string.Join('\n', bad.story.World?.Lines() ?? [])}");
    }

    [Fact]
    public async Task Should_tell_the_same_story_twice_for_the_same_seed()
    {
        await Task.Run(() =>
        {
            for (var seed = 0; seed < 50; seed++)
                Assert.Equal(BrokerStory.Tell(seed).World.Lines(), BrokerStory.Tell(seed).World.Lines());
        });
    }

    [Fact]
    public async Task Should_tell_stories_in_which_everything_happens()
    {
        string[] parts =
        [
            "Confirmed", "Unknown", "Failed", "Rejected", "Redelivered = True", "work.retry", "work.dead-letters",
            "cut all", "cut connections that Publish", "cut connections that Consume", "drop", "block", "restart",
        ];

        var lines = await Task.Run(
            () => Enumerable.Range(0, 100).SelectMany(seed => BrokerStory.Tell(seed).World.Lines()).ToList());

        Assert.All(parts, part => Assert.Contains(lines, line => line.Contains(part, StringComparison.Ordinal)));
    }
}
