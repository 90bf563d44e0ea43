using System.Reflection;
using ActorBus.Brokers;

namespace ActorBus.Tests.Distribution.Bridges;

/// <summary>A broker that ends the connection on which it is sent a certain message.</summary>
internal sealed class FragileBroker(IBroker broker) : IBroker
{
    public const string Fatal = "fatal";

    public string Name => broker.Name;

    public string Address => broker.Address;

    public async Task<IBrokerConnection> ConnectAsync(
        ConnectionPurpose purpose, Action<ConnectionEvent> onEvent, CancellationToken cancellationToken = default)
    {
        var connection = DispatchProxy.Create<IBrokerConnection, Connection>();
        ((Connection)(object)connection).Inner = await broker.ConnectAsync(purpose, onEvent, cancellationToken);
        return connection;
    }

    public ValueTask DisposeAsync() => default;

    public class Connection : DispatchProxy
    {
        internal IBrokerConnection Inner { get; set; } = null!;

        protected override object? Invoke(MethodInfo? method, object?[]? arguments)
        {
            var result = method!.Invoke(Inner, arguments);
            return method.Name == nameof(IBrokerConnection.OpenPublishChannelAsync) ? WrapAsync((Task<IPublishChannel>)result!) : result;
        }

        private static async Task<IPublishChannel> WrapAsync(Task<IPublishChannel> opening) => new Channel(await opening);
    }

    private sealed class Channel(IPublishChannel inner) : IPublishChannel
    {
        public int MaxOutstanding => inner.MaxOutstanding;

        public long MaxOutstandingBytes => inner.MaxOutstandingBytes;

        public BrokerLimits Limits => inner.Limits;

        public TimeSpan ConfirmTimeout => inner.ConfirmTimeout;

        public ValueTask<SendResult> SendAsync(OutgoingMessage message)
        {
            if (message.Message.MessageId != Fatal) return inner.SendAsync(message);
            inner.EndConnection("501 FRAME_ERROR");
            return new(SendResult.Sent);
        }

        public void EndConnection(string reason) => inner.EndConnection(reason);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
