namespace ActorBus.Actors;

/// <summary>Finding extensions by their id's class.</summary>
public static class ActorSystemWithExtensions
{
    /// <summary>The extension of an id class; loads it if need be.</summary>
    public static T WithExtension<T, TI>(this ActorSystem system)
        where T : class, IExtension
        where TI : IExtensionId => (T)Activator.CreateInstance<TI>().Apply(system);

    /// <summary>The loaded extension of a class.</summary>
    public static T WithExtension<T>(this ActorSystem system)
        where T : class, IExtension => system.GetExtension<T>();

    /// <summary>The extension of an id class; loads it if need be.</summary>
    public static T WithExtension<T>(this ActorSystem system, Type extensionId)
        where T : class, IExtension => (T)((IExtensionId)Activator.CreateInstance(extensionId)!).Apply(system);
}
