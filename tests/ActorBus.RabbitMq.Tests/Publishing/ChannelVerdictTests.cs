using ActorBus.RabbitMq.Publishing;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ActorBus.RabbitMq.Tests.Publishing;

public sealed class ChannelVerdictTests
{
    [Fact]
    public void Of_MissingExchange_TellsTheGuiltyOneFromThoseBeforeAndAfter() => Expect(
        404, "NOT_FOUND - no exchange 'gone' in vhost '/'", PublishStatus.Unknown, PublishStatus.Failed, PublishStatus.Failed);

    [Fact]
    public void Of_NoRightToTheExchange_RefusesTheGuiltyOne() => Expect(
        403, "ACCESS_REFUSED - access to exchange 'gone' in vhost '/' refused for user 'u'",
        PublishStatus.Unknown, PublishStatus.Rejected, PublishStatus.Failed);

    [Fact]
    public void Of_BodyTooLarge_FindsItBySize() => Expect(
        406, "PRECONDITION_FAILED - message size 7 is larger than configured max size 6",
        PublishStatus.Unknown, PublishStatus.Rejected, PublishStatus.Failed);

    [Fact]
    public void Of_NobodyIsNamed_LeavesAllUnknown() => Expect(
        541, "INTERNAL_ERROR", PublishStatus.Unknown, PublishStatus.Unknown, PublishStatus.Unknown);

    private static void Expect(ushort code, string text, params PublishStatus[] expected)
    {
        var sent = new[] { ("there", 1), ("gone", 7), ("there", 1) }.Select(each =>
            new OutgoingMessage(each.Item1, "key", new BrokerMessage { Body = new byte[each.Item2] })).ToList();

        var outcomes = ChannelVerdict.Of(sent, new ShutdownEventArgs(ShutdownInitiator.Peer, code, text));

        Assert.Equal(expected, outcomes.Select(outcome => outcome.Status));
        Assert.All(outcomes, outcome => Assert.Contains(text, outcome.Reason));
    }
}
