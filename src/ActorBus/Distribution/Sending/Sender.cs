using System.Diagnostics;
using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution.Bridges;
using ActorBus.Distribution.Profiles;
using ActorBus.Messages;
using Akka.Actor;

namespace ActorBus.Distribution.Sending;

/// <summary>Passes messages to the bridges and turns the outcome of the broker into success or a clear error, within a time limit.</summary>
internal sealed class Sender(
    DistributionOptions options, IWireProfile profile, BridgeDirectory bridges, MessageObservers observers)
{
    /// <summary>Sends a message and waits until it is stored.</summary>
    /// <exception cref="DeliveryFailedException">The message was not stored, or that is not known.</exception>
    public Task SendAsync(Envelope envelope, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var begun = BeginAsync(envelope, timeout, cancellationToken);
        return begun.IsCompletedSuccessfully ? begun.Result : BothAsync(begun);

        static async Task BothAsync(ValueTask<Task> begun) => await (await begun.ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Queues a message for sending; messages to one service leave in the order in which these calls complete.</summary>
    /// <returns>A task that completes when the message is stored, and fails like that of <see cref="SendAsync"/>.</returns>
    public async ValueTask<Task> BeginAsync(Envelope envelope, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var limit = timeout ?? options.SendTimeout;
        var request = new PublishRequest(envelope);
        var activity = MessageActivity.StartSend(envelope, profile, bridges.System);
        try
        {
            var outcome = await BeginAsync(
                envelope.Context.DestinationService ?? options.ServiceName, request, limit, cancellationToken).ConfigureAwait(false);
            return FinishAsync(envelope, outcome, activity);
        }
        catch (Exception error)
        {
            activity?.SetStatus(ActivityStatusCode.Error, error.GetType().Name);
            activity?.Dispose();
            throw;
        }
    }

    /// <summary>Sends a message through the bridge of a service and waits for the outcome, within a time limit.</summary>
    public async Task<PublishOutcome> PublishAsync(string service, PublishRequest request, TimeSpan limit) =>
        await (await BeginAsync(service, request, limit, CancellationToken.None).ConfigureAwait(false)).ConfigureAwait(false);

    private async ValueTask<Task<PublishOutcome>> BeginAsync(
        string service, PublishRequest request, TimeSpan limit, CancellationToken cancellationToken)
    {
        var bridge = await bridges.GetAsync(service, cancellationToken).ConfigureAwait(false);
        // Closed meanwhile because nobody used it: then there is another one.
        while (!bridge.TryEnter()) bridge = await bridges.GetAsync(service, cancellationToken).ConfigureAwait(false);
        var started = TimeProvider.System.GetTimestamp();
        if (!await TakePlaceAsync(bridge, limit, cancellationToken).ConfigureAwait(false))
        {
            return Task.FromResult(new PublishOutcome(
                PublishStatus.Failed, $"{options.SendBuffer} sends to '{service}' were under way already and none ended within {limit}; {bridge.Why()}"));
        }

        bridge.Actor.Tell(request);
        return AwaitAsync(bridge, request, limit, started, cancellationToken);
    }

    private static async ValueTask<bool> TakePlaceAsync(BridgeEntry bridge, TimeSpan limit, CancellationToken cancellationToken)
    {
        var isTaken = false;
        try
        {
            return isTaken = await bridge.Places.WaitAsync(limit, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!isTaken) bridge.Leave();
        }
    }

    private async Task<PublishOutcome> AwaitAsync(
        BridgeEntry bridge, PublishRequest request, TimeSpan limit, long started, CancellationToken cancellationToken)
    {
        using var either = cancellationToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bridges.Stopped) : null;
        try
        {
            var rest = limit - TimeProvider.System.GetElapsedTime(started);
            return await request.Outcome.WaitAsync(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, either?.Token ?? bridges.Stopped).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return new PublishOutcome(request.Abandon(), $"no confirmation came within {limit}; {bridge.Why()}");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            request.Abandon();
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The bridge may have told the outcome all the same.
            var status = request.Abandon();
            return request.Outcome.IsCompletedSuccessfully ? request.Outcome.Result : new PublishOutcome(status, "the service was stopped");
        }
        finally
        {
            bridge.Places.Release();
            bridge.Leave();
        }
    }

    private async Task FinishAsync(Envelope envelope, Task<PublishOutcome> sending, Activity? activity)
    {
        using var span = activity;
        var context = envelope.Context;
        var outcome = await sending.ConfigureAwait(false);
        switch (outcome.Status)
        {
            case PublishStatus.Confirmed:
                observers.Sent(context);
                return;
            case PublishStatus.Returned when context.Kind == MessageKind.Event && !options.RequireListeners:
                ActorBusMetrics.Unrouted.Add(1);
                observers.Sent(context);
                return;
            default:
                span?.SetStatus(ActivityStatusCode.Error, outcome.Status.ToString());
                throw Error(context, profile.Write(envelope), outcome);
        }
    }

    private static DeliveryFailedException Error(MessageContext context, OutgoingMessage message, PublishOutcome outcome)
    {
        var what = $"The {EnvelopeWriter.KindWord(context.Kind)} '{Printable.Cut(context.RoutingKey)}'"
            + (context.DestinationService is { } destination ? $" to service '{destination}'" : "")
            + $" (exchange '{message.Exchange}', routing key '{Printable.Cut(message.RoutingKey)}', id {context.MessageId})";
        var why = outcome.Reason?.TrimEnd('.');
        return new DeliveryFailedException(outcome.Status, outcome.Status switch
        {
            PublishStatus.Returned when context.Kind == MessageKind.Event =>
                $"{what} was returned: nobody listens, and RequireListeners says that somebody must. Start a service that does, or turn that off.",
            PublishStatus.Returned => $"{what} was returned: no queue takes it. Start the service once, so that its queue is there, or correct its name.",
            PublishStatus.Rejected => $"{what} was refused by the broker: {why}. Its queue may be full; consume or raise its limit, then send again.",
            PublishStatus.Unknown => $"{what} may or may not be stored: {why}. Send it again only if the receiver can take it twice.",
            _ => $"{what} was not sent: {why}. Correct that, or wait until the broker is there, and send again.",
        });
    }
}
