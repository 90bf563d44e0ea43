using System.Runtime.CompilerServices;

namespace ActorBus.Actors.Configuration.Tree;

/// <summary>Turns a walk that goes too deep into an error before it becomes a stack overflow.</summary>
internal static class StackGuard
{
    public static void Ensure(Origin origin)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new ConfigurationException(
                $"{origin}: the configuration is nested too deeply to be read here. Flatten it, or look for a substitution that builds on itself.");
        }
    }
}
