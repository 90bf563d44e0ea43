using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Tests.Support;

/// <summary>Somebody else's connection to the shared broker: does what ActorBus itself does not.</summary>
internal static class AmqpAdmin
{
    public static async Task DeleteQueueAsync(string queue) => await UseAsync(await Rabbit.OptionsAsync(), channel => channel.QueueDeleteAsync(queue));

    public static async Task DeleteExchangeAsync(RabbitMqOptions options, string exchange) => await UseAsync(options, async channel =>
    {
        await channel.ExchangeDeleteAsync(exchange);
        return true;
    });

    public static async Task PublishAsync(string queue, BasicProperties properties, ReadOnlyMemory<byte> body) =>
        await PublishAsync(await Rabbit.OptionsAsync(), queue, properties, body);

    public static async Task PublishAsync(RabbitMqOptions options, string queue, BasicProperties properties, ReadOnlyMemory<byte> body) =>
        await UseAsync(options, async channel =>
        {
            await channel.BasicPublishAsync("", queue, mandatory: true, properties, body);
            return true;
        }, new CreateChannelOptions(true, true));

    private static async Task UseAsync<T>(RabbitMqOptions options, Func<IChannel, Task<T>> use, CreateChannelOptions? channelOptions = null)
    {
        var factory = new ConnectionFactory
        {
            HostName = options.Endpoints[0].Host,
            Port = options.Endpoints[0].Port ?? 5672,
            UserName = options.UserName,
            Password = options.Password,
            VirtualHost = options.VirtualHost,
        };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(channelOptions);
        await use(channel);
    }
}
