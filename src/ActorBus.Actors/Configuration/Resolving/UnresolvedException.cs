using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Resolving;

/// <summary>A substitution that found nothing; it leaves the resolver as a plain <see cref="ConfigurationException"/>.</summary>
internal sealed class UnresolvedException(string message) : ConfigurationException(message)
{
    public static UnresolvedException For(ReferenceNode reference, IReadOnlyList<ReferenceNode> trail)
    {
        var name = ConfigPath.Render(reference.Written);
        if (trail.Count == 0)
        {
            return new UnresolvedException(
                $"{reference.Origin}: the substitution {reference} found no value for '{name}', in the configuration or as an environment " +
                $"variable. Define it, or write ${{?{name}}} if it may be missing.");
        }

        var shown = string.Join(" -> ", trail.TakeLast(20));
        return new UnresolvedException(
            $"{reference.Origin}: the substitution {reference} leads back to itself (cycle: {shown}) and '{name}' has no earlier value. " +
            "Break the cycle with a plain value.");
    }
}
