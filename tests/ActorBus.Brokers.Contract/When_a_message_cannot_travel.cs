using System.Text;

namespace ActorBus.Brokers.Contract;

public abstract class When_a_message_cannot_travel(BrokerFixture fixture) : BrokerContractTests(fixture)
{
    [Fact]
    public Task Should_fail_a_body_that_is_too_large() =>
        ExpectFailedAsync(new BrokerMessage { Body = new byte[(128 * 1024 * 1024) + 1] }, "body");

    [Fact]
    public Task Should_fail_headers_that_are_too_large() =>
        ExpectFailedAsync(WithHeader("large", new string('x', 200 * 1024)), "header");

    [Fact]
    public Task Should_fail_headers_that_are_too_many() => ExpectFailedAsync(
        Text.Message("") with { Headers = Enumerable.Range(0, 1001).ToDictionary(number => $"h{number}", _ => (object)1L) },
        "headers");

    [Fact]
    public Task Should_fail_a_header_of_a_kind_that_does_not_exist() =>
        ExpectFailedAsync(WithHeader("odd", Guid.NewGuid()), "odd");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public Task Should_fail_a_number_that_is_not_finite(double number) => ExpectFailedAsync(WithHeader("odd", number), "odd");

    [Fact]
    public Task Should_fail_a_nested_number_that_is_not_finite() =>
        ExpectFailedAsync(WithHeader("nested", new object[] { double.NaN }), "nested");

    [Fact]
    public Task Should_fail_a_header_that_is_null() => ExpectFailedAsync(WithHeader("none", null!), "none");

    [Fact]
    public Task Should_fail_a_header_that_is_nested_too_deep()
    {
        object value = "bottom";
        for (var level = 0; level < 200; level++) value = new[] { value };
        return ExpectFailedAsync(WithHeader("deep", value), "deep");
    }

    [Fact]
    public Task Should_fail_a_message_id_that_is_too_long() =>
        ExpectFailedAsync(Text.Message("") with { MessageId = new string('x', 300) }, "message id");

    [Fact]
    public Task Should_fail_a_correlation_id_with_half_a_surrogate_pair() =>
        ExpectFailedAsync(Text.Message("") with { CorrelationId = "a\ud800b" }, "correlation id");

    [Fact]
    public async Task Should_fail_a_routing_key_that_is_too_long()
    {
        var client = await ConnectAsync();

        var outcome = await client.PublishAsync(Text.To(new string('x', 300), "lost"));

        Assert.Equal(PublishStatus.Failed, outcome.Status);
        Assert.Contains("routing key", outcome.Reason);
    }

    [Fact]
    public async Task Should_count_bytes_and_not_characters()
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var longest = string.Concat(Enumerable.Repeat("é", 127));
        Assert.Equal(254, Encoding.UTF8.GetByteCount(longest));

        var taken = await client.PublishAsync(new OutgoingMessage("", queue, Text.Message("") with { MessageId = longest }));
        var refused = await client.PublishAsync(
            new OutgoingMessage("", queue, Text.Message("") with { MessageId = longest + "é" }));

        Assert.Equal(PublishStatus.Confirmed, taken.Status);
        Assert.Equal(PublishStatus.Failed, refused.Status);
    }

    private static BrokerMessage WithHeader(string name, object value) =>
        Text.Message("") with { Headers = new Dictionary<string, object> { [name] = value } };

    private async Task ExpectFailedAsync(BrokerMessage message, string reason)
    {
        var (client, queue) = await ConnectWithQueueAsync();
        var before = client.Connection.PublishAsync(Text.To(queue, "before"));
        var odd = client.Connection.PublishAsync(new OutgoingMessage("", queue, message));
        var after = client.Connection.PublishAsync(Text.To(queue, "after"));

        var outcomes = await Task.WhenAll(before, odd, after).WaitAsync(Fixture.Deadline);

        Assert.Equal(
            [PublishStatus.Confirmed, PublishStatus.Failed, PublishStatus.Confirmed], outcomes.Select(outcome => outcome.Status));
        Assert.Contains(reason, outcomes[1].Reason, StringComparison.OrdinalIgnoreCase);
        await (await client.ConsumeAsync(queue)).ExpectAsync("before", "after");
    }
}
