using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus.RabbitMq.Tests.Support;

/// <summary>Short ways to what nearly every test needs.</summary>
internal static class Rabbit
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<RabbitMqOptions> OptionsAsync() => RabbitMqOptions.FromUri(await SharedRabbitMq.UriAsync());

    public static RabbitMqOptions OptionsFor(RabbitMqNode node) => RabbitMqOptions.FromUri(node.Uri);

    public static async Task<RabbitMqOptions> OptionsAsync(TcpProxy proxy) => Through(proxy, await OptionsAsync());

    public static RabbitMqOptions Through(TcpProxy proxy, RabbitMqOptions options)
    {
        options.Endpoints = [new RabbitMqEndpoint("127.0.0.1", proxy.Port)];
        return options;
    }

    public static async Task<TcpProxy> ProxyAsync() => new((await OptionsAsync()).Endpoints[0].Port ?? 5672);

    public static async Task<IBrokerConnection> ConnectAsync(
        RabbitMqOptions? options = null, ConnectionPurpose purpose = ConnectionPurpose.Publish, Action<ConnectionEvent>? onEvent = null) =>
        await new RabbitMqBroker(options ?? await OptionsAsync(), NullLogger.Instance).ConnectAsync(purpose, onEvent ?? (_ => { }));

    public static string NewName(string prefix = "test") => $"{prefix}.{Guid.NewGuid():N}";

    /// <summary>Declares a quorum queue of its own for the test; unused, it goes after some minutes.</summary>
    public static async Task<string> QueueAsync(IBrokerConnection connection, Func<QueueDeclaration, QueueDeclaration>? configure = null)
    {
        var queue = new QueueDeclaration(NewName()) { Expires = TimeSpan.FromMinutes(10) };
        queue = configure?.Invoke(queue) ?? queue;
        await connection.DeclareAsync(new Topology { Queues = [queue] });
        return queue.Name;
    }

    public static OutgoingMessage To(string queue, string body = "body", string? id = null) =>
        new("", queue, new BrokerMessage { Body = Encoding.UTF8.GetBytes(body), MessageId = id });

    public static string TextOf(Delivery delivery) => Encoding.UTF8.GetString(delivery.Message.Body.Span);
}
