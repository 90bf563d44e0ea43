namespace ActorBus;

/// <summary>Bundles listeners that give a bus one capability, such as routing or guarding.</summary>
/// <remarks>
/// One instance may be attached to several buses. Derive from <see cref="MessageBusPlugin"/> to have it keep track of what to detach from which bus.
/// </remarks>
public interface IMessageBusPlugin
{
    /// <summary>Attaches the listeners; called by <see cref="IMessageBus.Attach(IMessageBusPlugin)"/>.</summary>
    /// <exception cref="ActorBusException">The plugin does not fit this kind of bus.</exception>
    void AttachTo(IMessageBus bus);

    /// <summary>Detaches from this bus, and only from this one, what was attached to it.</summary>
    void DetachFrom(IMessageBus bus);
}
