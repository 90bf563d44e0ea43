using ActorBus.Distribution;
using ActorBus.Messages;

namespace ActorBus;

/// <summary>Sends commands, queries and messages to named services, and events to whoever listens.</summary>
/// <remarks>
/// <para>
/// A send completes when the broker has confirmed the message as stored. It fails with <see cref="DeliveryFailedException"/>
/// when the broker refused it, when no such service exists, or when the time is up; the text names exchange, routing key and
/// remedy. An event to which nobody listens is a success.
/// </para>
/// <para>
/// Inside a handler a send is collected: it leaves, in order, only when the handler has succeeded, before the message being
/// handled is acknowledged; when the handler fails it is dropped. Its task is complete as soon as it is collected. Asks are
/// never collected.
/// </para>
/// <para>
/// A message sent inside a handler inherits correlation id, user metadata and trace of the one being handled and names it as
/// its cause. Bad arguments fail with <see cref="ArgumentException"/>, an object that cannot be converted with
/// <see cref="Serialization.MessageConversionException"/>, before anything is sent. Thread-safe.
/// </para>
/// </remarks>
public interface IDistributedBus
{
    /// <summary>The same bus with other options: time limit, time to live, priority, metadata.</summary>
    IDistributedBus With(SendOptions options);

    /// <summary>Sends a command, named by its type, as JSON.</summary>
    /// <param name="destination">The service.</param>
    /// <param name="command">The command; a text has no name of its own, see <see cref="SendCommandAsync"/>.</param>
    /// <param name="metadata">What travels with it.</param>
    /// <param name="cancellationToken">Gives up waiting; the message may have been sent.</param>
    Task SendAsync(string destination, object command, Metadata? metadata = null, CancellationToken cancellationToken = default);

    /// <summary>Publishes an event, named by its type, as JSON.</summary>
    /// <param name="event">The event; a text has no name of its own, see <see cref="PublishEventAsync"/>.</param>
    /// <param name="metadata">What travels with it.</param>
    /// <param name="cancellationToken">Gives up waiting; the message may have been sent.</param>
    Task PublishAsync(object @event, Metadata? metadata = null, CancellationToken cancellationToken = default);

    /// <summary>Sends a command as it is.</summary>
    /// <param name="destination">The service.</param>
    /// <param name="routingKey">The name of the command; decides which handler of the service gets it.</param>
    /// <param name="payload">The body.</param>
    /// <param name="mediaType">What the body is.</param>
    /// <param name="metadata">What travels with it.</param>
    /// <param name="cancellationToken">Gives up waiting; the message may have been sent.</param>
    Task SendCommandAsync(
        string destination, string routingKey, string payload, string mediaType = "text/plain", Metadata? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Sends a command under a name of its own, converted to JSON (bytes stay bytes).</summary>
    Task ConvertAndSendCommandAsync(
        string destination, string routingKey, object command, Metadata? metadata = null, CancellationToken cancellationToken = default);

    /// <summary>Publishes an event as it is.</summary>
    Task PublishEventAsync(
        string routingKey, string payload, string mediaType = "text/plain", Metadata? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Publishes an event under a name of its own, converted to JSON (bytes stay bytes).</summary>
    Task ConvertAndPublishEventAsync(
        string routingKey, object @event, Metadata? metadata = null, CancellationToken cancellationToken = default);

    /// <summary>Sends a message to a channel of a service, as it is.</summary>
    Task SendMessageAsync(
        string destination, string channel, string payload, string mediaType = "text/plain", Metadata? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Asks a service and waits for its answer.</summary>
    /// <exception cref="RemoteFailureException">The service could not answer; the text is its own.</exception>
    /// <exception cref="DeliveryFailedException">The query did not reach the service.</exception>
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    Task<TReply> AskAsync<TReply>(
        string destination, string routingKey, object query, Metadata? metadata = null, CancellationToken cancellationToken = default);
}
