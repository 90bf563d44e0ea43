using System.Text;
using ActorBus.Brokers;
using ActorBus.RabbitMq.Connections;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ActorBus.RabbitMq.Declaring;

/// <summary>Declares exchanges, queues and bindings, in this order, and reports each refusal with its remedy.</summary>
internal sealed class TopologyDeclarer
{
    private const int MaxNameBytes = 255;

    private readonly AdminChannel _channel;
    private readonly int _serverMajor;

    public TopologyDeclarer(AdminChannel channel, IConnection connection)
    {
        _channel = channel;
        _serverMajor = ServerVersion.Major(connection);
    }

    public async Task DeclareAsync(Topology topology, CancellationToken cancellationToken)
    {
        foreach (var exchange in topology.Exchanges)
        {
            CheckLength("name of an exchange", exchange.Name);
            await SendAsync(exchange.Name, $"exchange '{exchange.Name}'", channel => channel.ExchangeDeclareAsync(
                exchange.Name, ExchangeKinds.TypeOf(exchange.Kind), durable: true, autoDelete: false), cancellationToken).ConfigureAwait(false);
        }

        foreach (var queue in topology.Queues)
        {
            CheckLength("name of a queue", queue.Name);
            var exclusive = queue.Kind == QueueKind.Exclusive;
            await SendAsync(queue.Name, $"queue '{queue.Name}'", channel => channel.QueueDeclareAsync(
                queue.Name, durable: !exclusive, exclusive: exclusive, autoDelete: false, QueueArguments.Of(queue, _serverMajor)),
                cancellationToken).ConfigureAwait(false);
        }

        foreach (var binding in topology.Bindings)
        {
            CheckLength("routing key of a binding", binding.RoutingKey);
            var what = $"binding of queue '{binding.Queue}' to exchange '{binding.Exchange}' with '{binding.RoutingKey}'";
            await SendAsync(binding.Queue, what, channel => channel.QueueBindAsync(
                binding.Queue, binding.Exchange, binding.RoutingKey), cancellationToken).ConfigureAwait(false);
        }
    }

    // The library would refuse it too, but only after it has begun to write, and without stating what or why.
    private static void CheckLength(string what, string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes <= MaxNameBytes) return;
        throw new BrokerException(
            $"The {what} '{text[..40]}...' cannot be declared: it has {bytes} bytes, at most {MaxNameBytes} bytes are allowed. Shorten the "
            + "name of the service, of the event or the pattern that it is made of.", isTransient: false);
    }

    private async Task SendAsync(string name, string what, Func<IChannel, Task> declare, CancellationToken cancellationToken)
    {
        try
        {
            await _channel.SendAsync($"declare {what}", async channel =>
            {
                await declare(channel).ConfigureAwait(false);
                return true;
            }, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationInterruptedException refused)
        {
            throw Refusal(name, what, refused);
        }
    }

    private static BrokerException Refusal(string name, string what, OperationInterruptedException refused)
    {
        var reason = refused.ShutdownReason!;
        var text = CloseText.Of(reason);
        return reason.ReplyCode switch
        {
            406 when reason.ReplyText.Contains("inequivalent arg", StringComparison.Ordinal) => new TopologyMismatchException(
                name, $"The {what} is on the broker with other arguments: {text}. Change the configuration to match it, take it as it "
                + "is where a peer made it (OnQueueMismatch), or delete it on the broker once it is empty and declare it anew; 'topology plan' shows all that differs.", refused),
            405 => new BrokerException(
                $"The {what} belongs to another connection: {text}. It goes when that connection does; use a name per connection.",
                isTransient: true, refused),
            404 => new BrokerException(
                $"The {what} needs what is not there: {text}. Declare it before, or correct the name.", isTransient: false, refused),
            403 => new BrokerException(
                $"The {what} may not be declared: {text}. Give the user the right to configure it, or have it declared by somebody who may.",
                isTransient: false, refused),
            _ => new BrokerException($"The {what} cannot be declared: {text}.", CloseText.IsTransient(reason), refused),
        };
    }
}
