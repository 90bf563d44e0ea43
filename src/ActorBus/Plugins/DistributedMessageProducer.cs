using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Forwards messages from a local bus to the distributed bus: commands to one service, events to whoever listens.</summary>
/// <remarks>
/// Used with an <see cref="AsyncSwitchRouter"/> or a <see cref="MessageProducerPlugin"/>. A message keeps its name; that of an <see cref="IAsyncMessage"/>
/// travels with its metadata. In a handler it leaves with what the handler sends. Queries are refused, because only the caller knows the type of
/// the answer: ask with <see cref="IDistributedBus.AskAsync{TReply}(string, string, object, Metadata, CancellationToken)"/>.
/// </remarks>
/// <param name="bus">Sends the messages.</param>
/// <param name="destination">The service that handles the commands; often the own one, whose other processes then share the work.</param>
public sealed class DistributedMessageProducer(IDistributedBus bus, string destination) : IMessageProducer
{
    /// <inheritdoc/>
    public Task ProduceAsync(object message, QueryDeferred? answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var dispatch = MessageFlow.Current?.Dispatch;
        var (kind, name) = (dispatch?.Kind ?? MessageKind.Command, dispatch?.MessageName ?? MessageNaming.NameOf(message));
        var metadata = (message as IAsyncMessage)?.Metadata;
        return kind switch
        {
            _ when answer is not null || kind == MessageKind.Query => throw new NotSupportedException(
                $"The query '{name}' was not sent to '{destination}': a producer does not know the type of its answer. Ask with IDistributedBus.AskAsync."),
            MessageKind.Event => bus.ConvertAndPublishEventAsync(name, message, metadata, cancellationToken),
            _ => bus.ConvertAndSendCommandAsync(destination, name, message, metadata, cancellationToken),
        };
    }
}
