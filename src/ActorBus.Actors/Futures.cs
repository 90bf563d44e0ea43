namespace ActorBus.Actors;

/// <summary>Asking: sending a message and awaiting the reply.</summary>
/// <remarks>
/// The reply is whatever is told to the sender of the message: it completes the task, a <see cref="Status.Failure"/> fails it.
/// Without a limit the configured <c>akka.actor.ask-timeout</c> applies. Code after the await runs on a pool thread, or in the
/// actor's context when an actor awaits.
/// </remarks>
public static class Futures
{
    /// <summary>Asks for a reply of any type.</summary>
    /// <exception cref="AskTimeoutException">No reply came in time.</exception>
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<object>(message, timeout, CancellationToken.None);

    /// <summary>Asks for a reply of any type.</summary>
    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<object>(message, null, cancellationToken);

    /// <summary>Asks for a reply of any type.</summary>
    /// <exception cref="AskTimeoutException">No reply came in time.</exception>
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<object>(message, timeout, cancellationToken);

    /// <summary>Asks for a reply of one type; a reply of another fails the task.</summary>
    /// <exception cref="AskTimeoutException">No reply came in time.</exception>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(message, timeout, CancellationToken.None);

    /// <summary>Asks for a reply of one type; a reply of another fails the task.</summary>
    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(message, null, cancellationToken);

    /// <summary>Asks for a reply of one type; a reply of another fails the task.</summary>
    /// <exception cref="AskTimeoutException">No reply came in time.</exception>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var promise = AskPromise<T>.Create(self, timeout, cancellationToken);
        promise.Send(self, message);
        return promise.Task;
    }

    /// <summary>Asks with a message that names the one to reply to.</summary>
    /// <exception cref="AskTimeoutException">No reply came in time.</exception>
    public static Task<T> Ask<T>(
        this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var promise = AskPromise<T>.Create(self, timeout, cancellationToken);
        promise.Send(self, messageFactory(promise));
        return promise.Task;
    }
}
