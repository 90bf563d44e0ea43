using System.Collections.Concurrent;

namespace ActorBus.Actors.Cells;

/// <summary>The extensions of an actor system, each made once.</summary>
internal sealed class ExtensionRegistry(LocalActorSystem system)
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();

    public object GetOrLoad(IExtensionId id) => _extensions.GetOrAdd(
        id.ExtensionType, static (_, arg) => new Lazy<object>(() => arg.id.CreateExtension(arg.system)), (id, system)).Value;

    public object? Find(Type type) => _extensions.TryGetValue(type, out var extension) ? extension.Value : null;

    /// <summary>Loads what <c>akka.extensions</c> names.</summary>
    public void LoadConfigured()
    {
        foreach (var name in system.Settings.Config.GetStringList("akka.extensions", []))
            GetOrLoad(TypeNames.New<IExtensionId>(name, "akka.extensions"));
    }
}
