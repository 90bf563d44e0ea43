using ActorBus.RabbitMq.Connections;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Declaring;

/// <summary>The channel for declaring and inspecting. A refusal closes it, and the next request opens a new one.</summary>
internal sealed class AdminChannel
{
    private readonly IConnection _connection;
    private readonly Requests _requests;
    private readonly ILogger _logger;
    private IChannel? _channel;

    public AdminChannel(IConnection connection, Requests requests, ILogger logger)
    {
        _connection = connection;
        _requests = requests;
        _logger = logger;
    }

    public Task<T> SendAsync<T>(string what, Func<IChannel, Task<T>> request, CancellationToken cancellationToken) =>
        _requests.SendAsync(what, () => OnOpenChannelAsync(request), cancellationToken);

    // Requests run one at a time, so nothing else touches the field in the meantime.
    private async Task<T> OnOpenChannelAsync<T>(Func<IChannel, Task<T>> request)
    {
        if (_channel is not { IsOpen: true })
        {
            if (_channel is { } closed)
                Background.Forget(Background.QuietlyAsync(closed), _logger);
            _channel = await _connection.CreateChannelAsync().ConfigureAwait(false);
        }

        return await request(_channel).ConfigureAwait(false);
    }
}
