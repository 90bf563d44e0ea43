using ActorBus.Distribution;
using ActorBus.Messages;

namespace ActorBus;

/// <summary>Sends commands, queries and messages to named services, and publishes events to their subscribers.</summary>
/// <remarks>
/// <para>
/// A send completes when the broker has confirmed that the message is stored. It fails with <see cref="DeliveryFailedException"/> when the broker
/// refuses the message, when the service does not exist or when the time limit is reached; the text names the exchange, the routing key and the
/// remedy. Publishing an event that has no subscriber succeeds.
/// </para>
/// <para>
/// Inside a handler, sends are collected: they leave in order only after the handler has succeeded and before the message being handled is
/// acknowledged; when the handler fails they are dropped. The task of such a send completes as soon as the message is collected. Asks are never
/// collected.
/// </para>
/// <para>
/// A message sent inside a handler inherits the correlation id, the user metadata and the trace of the message being handled, and names it as its
/// cause. Invalid arguments fail with <see cref="ArgumentException"/>, and objects that cannot be converted with
/// <see cref="Serialization.MessageConversionException"/>, before anything is sent. Thread-safe.
/// </para>
/// </remarks>
public interface IDistributedBus
{
    /// <summary>Returns the same bus with other options: time limit, time to live, priority and metadata.</summary>
    IDistributedBus With(SendOptions options);

    /// <summary>Sends a command as JSON to the service that owns its type; see <see cref="DistributionOptions.RouteTo"/>.</summary>
    /// <param name="command">The command.</param>
    /// <param name="metadata">The metadata to send with it.</param>
    /// <param name="cancellationToken">Cancels the wait; the message may have been sent nevertheless.</param>
    /// <exception cref="UnknownDestinationException">No service is registered for the type; nothing was sent.</exception>
    Task SendAsync(object command, Metadata? metadata = null, CancellationToken cancellationToken = default);

    /// <summary>Sends a command as JSON, named after its type.</summary>
    /// <param name="destination">The name of the service.</param>
    /// <param name="command">The command; a string has no name of its own, use <see cref="SendCommandAsync"/>.</param>
    /// <param name="metadata">The metadata to send with it.</param>
    /// <param name="cancellationToken">Cancels the wait; the message may have been sent nevertheless.</param>
    Task SendAsync(string destination, object command, Metadata? metadata = null, CancellationToken cancellationToken = default);

    /// <summary>Publishes an event as JSON, named after its type.</summary>
    /// <param name="event">The event; a string has no name of its own, use <see cref="PublishEventAsync"/>.</param>
    /// <param name="metadata">The metadata to send with it.</param>
    /// <param name="cancellationToken">Cancels the wait; the message may have been sent nevertheless.</param>
    Task PublishAsync(object @event, Metadata? metadata = null, CancellationToken cancellationToken = default);

    /// <summary>Sends a command with a payload that is not converted.</summary>
    /// <param name="destination">The name of the service.</param>
    /// <param name="routingKey">The name of the command, which selects the handler in the service.</param>
    /// <param name="payload">The body.</param>
    /// <param name="mediaType">The media type of the body.</param>
    /// <param name="metadata">The metadata to send with it.</param>
    /// <param name="cancellationToken">Cancels the wait; the message may have been sent nevertheless.</param>
    Task SendCommandAsync(
        string destination, string routingKey, string payload, string mediaType = "text/plain", Metadata? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Sends a command under an explicit name, converted to JSON; a string is sent as text/plain, and a byte array unchanged.</summary>
    Task ConvertAndSendCommandAsync(
        string destination, string routingKey, object command, Metadata? metadata = null, CancellationToken cancellationToken = default);

    /// <summary>Publishes an event with a payload that is not converted.</summary>
    Task PublishEventAsync(
        string routingKey, string payload, string mediaType = "text/plain", Metadata? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Publishes an event under an explicit name, converted to JSON; a string is sent as text/plain, and a byte array unchanged.</summary>
    Task ConvertAndPublishEventAsync(
        string routingKey, object @event, Metadata? metadata = null, CancellationToken cancellationToken = default);

    /// <summary>Sends a message with a payload that is not converted to a channel of a service.</summary>
    Task SendMessageAsync(
        string destination, string channel, string payload, string mediaType = "text/plain", Metadata? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Sends a query to the service that owns its type, and waits for the answer; see <see cref="DistributionOptions.RouteTo"/>.</summary>
    /// <param name="query">The query.</param>
    /// <param name="metadata">The metadata to send with it.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="UnknownDestinationException">No service is registered for the type; nothing was sent.</exception>
    /// <exception cref="RemoteFailureException">The service failed to answer; the text comes from the service.</exception>
    /// <exception cref="DeliveryFailedException">The query did not reach the service.</exception>
    /// <exception cref="TimeoutException">No answer arrived in time.</exception>
    Task<TReply> AskAsync<TReply>(object query, Metadata? metadata = null, CancellationToken cancellationToken = default);

    /// <summary>Sends a query to a service, named after its type, and waits for the answer.</summary>
    /// <exception cref="RemoteFailureException">The service failed to answer; the text comes from the service.</exception>
    /// <exception cref="DeliveryFailedException">The query did not reach the service.</exception>
    /// <exception cref="TimeoutException">No answer arrived in time.</exception>
    Task<TReply> AskAsync<TReply>(string destination, object query, Metadata? metadata = null, CancellationToken cancellationToken = default);

    /// <summary>Sends a query to a service under an explicit name and waits for the answer.</summary>
    /// <exception cref="RemoteFailureException">The service failed to answer; the text comes from the service.</exception>
    /// <exception cref="DeliveryFailedException">The query did not reach the service.</exception>
    /// <exception cref="TimeoutException">No answer arrived in time.</exception>
    Task<TReply> AskAsync<TReply>(
        string destination, string routingKey, object query, Metadata? metadata = null, CancellationToken cancellationToken = default);
}
