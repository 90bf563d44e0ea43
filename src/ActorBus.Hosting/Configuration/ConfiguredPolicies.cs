using ActorBus.Recovery;

namespace ActorBus.Hosting.Configuration;

/// <summary>Reads failure policies: of a service, of a broker, of a handler.</summary>
/// <param name="values">What configuration says.</param>
/// <param name="exceptions">Finds the exceptions that rules name.</param>
internal sealed class ConfiguredPolicies(OptionValues values, ExceptionNames exceptions)
{
    /// <summary>Returns the policy with what is said at a path on top of another one; null when nothing is said there.</summary>
    public FailurePolicy? Over(FailurePolicy basis, string path)
    {
        if (!values.Has(path)) return null;
        var said = values.Bind(path, new ConfiguredPolicy());
        List<FailureRule> rules = [];
        foreach (var (name, action) in said.Rules)
        {
            if (exceptions.Find(name) is { } type) rules.Add(new FailureRule(type, action));
            else values.Fault($"{path}:{nameof(said.Rules)}:{name}", "there is no such exception in the assemblies of the handlers and what they refer to. Write its name with the namespace, as it is in code.");
        }

        // Rules have no order of their own: the most derived exception comes first.
        return said.Over(basis, rules.OrderByDescending(rule => ExceptionNames.DepthOf(rule.ExceptionType)));
    }
}
