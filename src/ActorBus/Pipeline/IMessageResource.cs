namespace ActorBus.Pipeline;

/// <summary>Something that was begun for one message and must end with it, whatever becomes of the message: a transaction, a scope of services.</summary>
internal interface IMessageResource
{
    /// <summary>The message has ended, its finalize listeners included, or was given up before; called once.</summary>
    /// <param name="succeeded">True when nothing has failed so far.</param>
    ValueTask EndAsync(bool succeeded);
}
