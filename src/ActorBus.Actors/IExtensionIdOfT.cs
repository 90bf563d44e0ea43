namespace ActorBus.Actors;

/// <summary>Makes and finds an extension of a class.</summary>
public interface IExtensionId<out T> : IExtensionId
    where T : IExtension
{
    /// <summary>Loads the extension, or gives the one that is loaded.</summary>
    new T Apply(ActorSystem system);

    /// <summary>Gives the loaded extension.</summary>
    new T Get(ActorSystem system);

    /// <summary>Makes the extension; called once per system.</summary>
    new T CreateExtension(ExtendedActorSystem system);
}
