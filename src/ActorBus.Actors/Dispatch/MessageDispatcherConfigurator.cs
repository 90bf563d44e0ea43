namespace ActorBus.Actors.Dispatch;

/// <summary>Makes the dispatcher of a section whose <c>type</c> names this class: 'Namespace.Type, Assembly'.</summary>
/// <remarks>Needs a constructor of (<see cref="Configuration.Config"/>, <see cref="IDispatcherPrerequisites"/>); made once for its section.</remarks>
public abstract class MessageDispatcherConfigurator
{
    /// <summary>Keeps what the dispatcher is made of.</summary>
    /// <param name="config">The section, with its path as <c>id</c>; the default dispatcher's fills its gaps.</param>
    /// <param name="prerequisites">What the actor system has for it.</param>
    protected MessageDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    {
        Config = config;
        Prerequisites = prerequisites;
    }

    /// <summary>The section, with its path as <c>id</c>.</summary>
    public Config Config { get; }

    /// <summary>What the actor system has for the dispatcher.</summary>
    public IDispatcherPrerequisites Prerequisites { get; }

    /// <summary>The dispatcher; asked for with each lookup.</summary>
    /// <returns>Always the same one, or one for each that looks it up.</returns>
    public abstract MessageDispatcher Dispatcher();
}
