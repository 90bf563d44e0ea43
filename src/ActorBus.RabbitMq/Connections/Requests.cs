using ActorBus.Brokers;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client.Exceptions;

namespace ActorBus.RabbitMq.Connections;

/// <summary>Sends requests to the broker one at a time and waits for each one with a time limit.</summary>
/// <remarks>
/// A request without an answer ends the connection: the answer may still arrive, and would then answer the next request. When a caller stops waiting,
/// its request keeps running; it is never cancelled inside the client library.
/// </remarks>
internal sealed class Requests
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConnectionLife _life;
    private readonly TimeSpan _limit;
    private readonly ILogger _logger;

    public Requests(ConnectionLife life, TimeSpan limit, ILogger logger)
    {
        _life = life;
        _limit = limit;
        _logger = logger;
    }

    /// <summary>Sends a request when it is its turn.</summary>
    /// <param name="what">A description for errors: "declare queue 'billing'".</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="OperationInterruptedException">The broker closed the channel; the connection is still open.</exception>
    /// <exception cref="BrokerException">The connection was lost, or no answer arrived.</exception>
    public async Task<T> SendAsync<T>(string what, Func<Task<T>> request, CancellationToken cancellationToken)
    {
        var running = InTurnAsync(what, request);
        try
        {
            return await running.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Background.Forget(running, _logger);
            throw;
        }
    }

    private async Task<T> InTurnAsync<T>(string what, Func<Task<T>> request)
    {
        if (!_life.IsOpen)
            throw Lost(what);
        try
        {
            await _turn.WaitAsync(_life.Ended).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw Lost(what);
        }

        try
        {
            return await AnswerAsync(what, request()).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<T> AnswerAsync<T>(string what, Task<T> answer)
    {
        try
        {
            return await answer.WaitAsync(_limit, _life.Ended).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Background.Forget(answer, _logger);
            var reason = $"no answer to '{what}' within {_limit.TotalSeconds:0.#} s";
            _life.End(reason, cut: true);
            throw new BrokerException($"RabbitMQ gave {reason}; the connection is given up, try again on a new one.", isTransient: true);
        }
        catch (OperationCanceledException)
        {
            Background.Forget(answer, _logger);
            throw Lost(what);
        }
        catch (OperationInterruptedException) when (_life.IsOpen)
        {
            throw;
        }
        catch (Exception broken) when (broken is not BrokerException)
        {
            // Every other failure of the library means that the connection is ending.
            _life.End(CloseText.OneLine(broken.Message), cut: true);
            throw Lost(what, broken);
        }
    }

    private BrokerException Lost(string what, Exception? cause = null) =>
        new($"'{what}' failed because the connection to RabbitMQ is closed: {_life.Reason}; try again on a new one.", isTransient: true, cause);
}
