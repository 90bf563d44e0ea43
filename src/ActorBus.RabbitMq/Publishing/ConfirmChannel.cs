using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ActorBus.RabbitMq.Publishing;

/// <summary>
/// A channel in confirm mode that turns the events of the library into commands, which is all that happens on the library's threads.
/// </summary>
/// <remarks>The library's own tracking of confirmations is turned off: it costs a header per message and a dictionary entry.</remarks>
internal sealed class ConfirmChannel
{
    private readonly ChannelWriter<PublisherCommand> _commands;

    private ConfirmChannel(IChannel client, PublishWindow window, ChannelWriter<PublisherCommand> commands)
    {
        Client = client;
        Window = window;
        _commands = commands;
    }

    public static CreateChannelOptions Untracked { get; } = new(
        publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false);

    public IChannel Client { get; }

    public PublishWindow Window { get; }

    /// <summary>Whether a publish encountered a closed channel; the reason follows as a command.</summary>
    public bool IsGone { get; set; }

    /// <summary>Wraps a new channel that was created with <see cref="Untracked"/>.</summary>
    public static ConfirmChannel On(IChannel client, PublishWindow window, ChannelWriter<PublisherCommand> commands)
    {
        var channel = new ConfirmChannel(client, window, commands);
        client.BasicAcksAsync += channel.OnAckAsync;
        client.BasicNacksAsync += channel.OnNackAsync;
        client.BasicReturnAsync += channel.OnReturnAsync;
        client.ChannelShutdownAsync += channel.OnShutdownAsync;
        return channel;
    }

    private Task OnAckAsync(object sender, BasicAckEventArgs ack) =>
        Post(new(PublisherCommandKind.Ack, null, this, ack.DeliveryTag, ack.Multiple));

    private Task OnNackAsync(object sender, BasicNackEventArgs nack) =>
        Post(new(PublisherCommandKind.Nack, null, this, nack.DeliveryTag, nack.Multiple));

    private Task OnReturnAsync(object sender, BasicReturnEventArgs returned) =>
        Post(new(PublisherCommandKind.Returned, new ReturnedMessage(
            returned.Exchange, returned.RoutingKey, returned.BasicProperties.MessageId,
            $"{returned.ReplyCode} {Connections.CloseText.OneLine(returned.ReplyText)}"), this));

    private Task OnShutdownAsync(object sender, ShutdownEventArgs reason) =>
        Post(new(PublisherCommandKind.ChannelClosed, reason, this));

    private Task Post(PublisherCommand command)
    {
        _commands.TryWrite(command);
        return Task.CompletedTask;
    }
}
