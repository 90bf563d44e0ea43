using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration;

/// <summary>Makes the router that a deployment section names, of the class that <c>akka.actor.router.type-mapping</c> has for the name.</summary>
internal sealed class RouterTypes(Config system)
{
    private const string Setting = "akka.actor.router.type-mapping";

    private readonly Config _classes = system.GetConfig(Setting) ?? Config.Empty;

    /// <summary>The router, or null where the section leaves it to the code.</summary>
    public RouterConfig? Create(Config section, ActorPath path)
    {
        if (section.GetString("router") is not { Length: > 0 } name || name == "from-code")
            return null;
        var type = _classes.GetValue(ConfigPath.Render([name]))?.GetString() ?? throw new ConfigurationException(
            $"'akka.actor.deployment' names the router '{name}' for '{path}', for which '{Setting}' has no class; it has {string.Join(", ", _classes.AsEnumerable().Select(known => known.Key))}.");
        return TypeNames.New<RouterConfig>(type, $"{Setting}.{name}", section);
    }
}
