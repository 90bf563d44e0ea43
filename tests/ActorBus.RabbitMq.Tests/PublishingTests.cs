using System.Collections;
using ActorBus.RabbitMq.Tests.Support;

namespace ActorBus.RabbitMq.Tests;

public sealed class PublishingTests
{
    [Fact]
    public async Task PublishAsync_ToAQueue_IsConfirmedAndStored()
    {
        await using var connection = await Rabbit.ConnectAsync();
        var queue = await Rabbit.QueueAsync(connection);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => connection.PublishAsync(Rabbit.To(queue, $"{i}"))));

        Assert.All(outcomes, outcome => Assert.Equal(PublishOutcome.Confirmed, outcome));
        Assert.Equal(1000, (await connection.InspectAsync(queue))!.Ready);
    }

    [Fact]
    public async Task PublishAsync_ToNoQueue_IsReturnedAndItsNeighboursAreConfirmed()
    {
        await using var connection = await Rabbit.ConnectAsync();
        var queue = await Rabbit.QueueAsync(connection);
        var nowhere = Rabbit.NewName("nowhere");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            connection.PublishAsync(Rabbit.To(i % 2 == 0 ? queue : nowhere, id: $"{i % 10}"))));

        for (var i = 0; i < outcomes.Length; i++)
            Assert.Equal(i % 2 == 0 ? PublishStatus.Confirmed : PublishStatus.Returned, outcomes[i].Status);
        Assert.Contains(nowhere, outcomes[1].Reason);
        Assert.Contains("NO_ROUTE", outcomes[1].Reason);
    }

    [Fact]
    public async Task PublishAsync_ToNoQueueAndNotMandatory_IsConfirmed()
    {
        await using var connection = await Rabbit.ConnectAsync();

        var outcome = await connection.PublishAsync(Rabbit.To(Rabbit.NewName("nowhere")) with { Mandatory = false });

        Assert.Equal(PublishOutcome.Confirmed, outcome);
    }

    [Fact]
    public async Task PublishAsync_ToAFullQueue_IsRejectedAndTheConnectionLives()
    {
        await using var connection = await Rabbit.ConnectAsync();
        var queue = await Rabbit.QueueAsync(connection, queue => queue with { Kind = QueueKind.Classic, MaxLength = 3 });

        var outcomes = new List<PublishStatus>();
        for (var i = 0; i < 5; i++)
            outcomes.Add((await connection.PublishAsync(Rabbit.To(queue))).Status);

        Assert.Equal(
            [PublishStatus.Confirmed, PublishStatus.Confirmed, PublishStatus.Confirmed, PublishStatus.Rejected, PublishStatus.Rejected], outcomes);
        Assert.True(connection.IsOpen);
    }

    [Fact]
    public async Task PublishAsync_ToAMissingExchange_FailsAloneWithTheBrokersWordsAndLaterOnesGoOn()
    {
        await using var connection = await Rabbit.ConnectAsync();
        var queue = await Rabbit.QueueAsync(connection);
        var missing = Rabbit.NewName("missing");

        var before = Enumerable.Range(0, 20).Select(_ => connection.PublishAsync(Rabbit.To(queue))).ToList();
        var guilty = connection.PublishAsync(Rabbit.To(queue) with { Exchange = missing });
        var after = Enumerable.Range(0, 20).Select(_ => connection.PublishAsync(Rabbit.To(queue))).ToList();

        var outcome = await guilty;
        Assert.Equal(PublishStatus.Failed, outcome.Status);
        Assert.Contains($"no exchange '{missing}'", outcome.Reason);
        Assert.All(await Task.WhenAll(before), each => Assert.True(each.Status is PublishStatus.Confirmed or PublishStatus.Unknown, $"{each}"));
        Assert.All(await Task.WhenAll(after), each => Assert.True(each.Status is PublishStatus.Confirmed or PublishStatus.Failed, $"{each}"));
        Assert.Equal(PublishOutcome.Confirmed, await connection.PublishAsync(Rabbit.To(queue)));
        Assert.True(connection.IsOpen);
    }

    [Fact]
    public async Task PublishAsync_AfterDispose_FailsWithoutSending()
    {
        var connection = await Rabbit.ConnectAsync();
        await connection.DisposeAsync();

        var outcome = await connection.PublishAsync(Rabbit.To("any"));

        Assert.Equal(PublishStatus.Failed, outcome.Status);
        Assert.False(connection.IsOpen);
    }

    [Fact]
    public async Task PublishAsync_WithHeadersThatThrow_FailsAloneWithoutQuotingThemAndTheNextIsConfirmed()
    {
        await using var connection = await Rabbit.ConnectAsync();
        var queue = await Rabbit.QueueAsync(connection);
        var message = Rabbit.To(queue);

        var outcome = await connection.PublishAsync(message with { Message = message.Message with { Headers = new ThrowingHeaders() } })
            .WaitAsync(Rabbit.Patience);
        var next = await connection.PublishAsync(message).WaitAsync(Rabbit.Patience);

        Assert.Equal(PublishStatus.Failed, outcome.Status);
        Assert.Contains(nameof(InvalidOperationException), outcome.Reason);
        Assert.DoesNotContain(ThrowingHeaders.Canary, outcome.Reason);
        Assert.Equal(PublishOutcome.Confirmed, next);
    }

    /// <summary>Headers that have one entry, and throw when they are enumerated.</summary>
    private sealed class ThrowingHeaders : IReadOnlyDictionary<string, object>
    {
        public const string Canary = "value of a header";

        public int Count => 1;

        public IEnumerable<string> Keys => throw new InvalidOperationException(Canary);

        public IEnumerable<object> Values => throw new InvalidOperationException(Canary);

        public object this[string key] => throw new InvalidOperationException(Canary);

        public bool ContainsKey(string key) => true;

        public bool TryGetValue(string key, out object value) => throw new InvalidOperationException(Canary);

        public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => throw new InvalidOperationException(Canary);

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
