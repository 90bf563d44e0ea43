namespace ActorBus.Actors;

/// <summary>Makes and finds an extension.</summary>
public interface IExtensionId
{
    /// <summary>The class of the extension.</summary>
    Type ExtensionType { get; }

    /// <summary>Loads the extension, or gives the one that is loaded.</summary>
    object Apply(ActorSystem system);

    /// <summary>Gives the loaded extension.</summary>
    object Get(ActorSystem system);

    /// <summary>Makes the extension; called once per system.</summary>
    object CreateExtension(ExtendedActorSystem system);
}
