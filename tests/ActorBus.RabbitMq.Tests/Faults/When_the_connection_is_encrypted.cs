using ActorBus.RabbitMq.Tests.Support;

namespace ActorBus.RabbitMq.Tests.Faults;

public sealed class When_the_connection_is_encrypted(EncryptedNode node) : IClassFixture<EncryptedNode>
{
    [Fact]
    public async Task Should_work_when_both_sides_show_what_the_other_trusts()
    {
        await using var connection = await Rabbit.ConnectAsync(node.Options());
        var queue = await Rabbit.QueueAsync(connection);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => connection.PublishAsync(Rabbit.To(queue, new string('x', 5000)))));
        var inbox = new Inbox<Delivery>();
        await connection.ConsumeAsync(queue, 500, inbox.Add, _ => { });

        Assert.All(outcomes, outcome => Assert.Equal(PublishOutcome.Confirmed, outcome));
        for (var i = 0; i < 500; i++)
            Assert.Equal(5000, (await inbox.NextAsync()).Message.Body.Length);
    }

    [Fact]
    public async Task Should_refuse_an_authority_that_nobody_trusts()
    {
        var options = node.Options();
        options.Tls.Authorities.Clear();

        var error = await Assert.ThrowsAsync<BrokerException>(() => Rabbit.ConnectAsync(options));

        Assert.False(error.IsTransient);
        Assert.Contains("TLS", error.Message);
    }

    [Fact]
    public async Task Should_refuse_a_certificate_of_another_name()
    {
        var options = node.Options();
        options.Tls.ServerName = "other.test";

        var error = await Assert.ThrowsAsync<BrokerException>(() => Rabbit.ConnectAsync(options));

        Assert.False(error.IsTransient);
        Assert.Contains("its name", error.Message);
    }

    [Fact]
    public async Task Should_hint_at_the_certificate_of_the_client_that_is_missing()
    {
        var options = node.Options();
        options.Tls.ClientCertificate = null;

        var error = await Assert.ThrowsAsync<BrokerException>(() => Rabbit.ConnectAsync(options));

        Assert.Contains("certificate", error.Message);
    }

    [Fact]
    public async Task Should_say_what_is_wrong_when_the_port_speaks_no_tls()
    {
        var options = await Rabbit.OptionsAsync();
        options.Tls.Enabled = true;
        options.ConnectTimeout = TimeSpan.FromSeconds(3);

        var error = await Assert.ThrowsAsync<BrokerException>(() => Rabbit.ConnectAsync(options));

        Assert.Contains("TLS", error.Message);
    }
}
