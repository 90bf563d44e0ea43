using ActorBus.Actors.Configuration.Resolving;
using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration;

/// <summary>A tree with its substitutions replaced, or the reason why they cannot be.</summary>
internal sealed record Resolution(Node? Tree, ConfigurationException? Failure)
{
    public static Resolution Of(Node root)
    {
        try
        {
            return new Resolution(Resolver.Resolve(root), null);
        }
        catch (ConfigurationException failure)
        {
            return new Resolution(null, failure);
        }
    }

    /// <summary>The tree; a failure is thrown anew with each call, because many callers may ask.</summary>
    public Node Require() => Tree ?? throw new ConfigurationException(Failure!.Message, Failure);
}
