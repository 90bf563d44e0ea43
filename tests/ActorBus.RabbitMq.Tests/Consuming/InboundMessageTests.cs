using System.Text;
using ActorBus.RabbitMq.Consuming;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Tests.Consuming;

public sealed class InboundMessageTests
{
    [Fact]
    public void A_property_that_fits_is_as_it_came()
    {
        var id = new string('ü', 127);

        Assert.Equal(id, InboundMessage.Of(new BasicProperties { MessageId = id }, default, out _).MessageId);
    }

    [Theory]
    [InlineData("\ufffd", 85)]
    [InlineData("\U0001F600", 84)]
    public void Bytes_that_are_no_text_leave_a_property_that_can_be_sent_on(string unit, int characters)
    {
        // What the library makes of 255 bytes that are not UTF-8.
        var unreadable = string.Concat(Enumerable.Repeat(unit, 128));

        var id = InboundMessage.Of(new BasicProperties { CorrelationId = unreadable }, default, out _).CorrelationId!;

        Assert.Equal(unreadable[..characters], id);
        Assert.True(Encoding.UTF8.GetByteCount(id) <= 255);
        Assert.False(char.IsHighSurrogate(id[^1]));
    }
}
