namespace ActorBus;

/// <summary>A bundle of listeners that gives a bus one ability, such as routing or guarding.</summary>
/// <remarks>
/// One instance may be attached to several buses. Whoever derives from <see cref="MessageBusPlugin"/> gets the bookkeeping of what to
/// detach from which bus.
/// </remarks>
public interface IMessageBusPlugin
{
    /// <summary>Attaches the listeners; called by <see cref="IMessageBus.Attach(IMessageBusPlugin)"/>.</summary>
    /// <exception cref="ActorBusException">The plugin does not fit this kind of bus.</exception>
    void AttachTo(IMessageBus bus);

    /// <summary>Takes off what was attached to this bus, and only to this one.</summary>
    void DetachFrom(IMessageBus bus);
}
