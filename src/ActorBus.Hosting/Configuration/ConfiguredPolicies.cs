using ActorBus.Recovery;

namespace ActorBus.Hosting.Configuration;

/// <summary>Reads the failure policies of services, brokers and handlers from configuration.</summary>
/// <param name="values">The configuration values.</param>
/// <param name="exceptions">Finds the exception types that rules name.</param>
internal sealed class ConfiguredPolicies(OptionValues values, ExceptionNames exceptions)
{
    /// <summary>Returns a policy with the values configured at a path applied; null when nothing is configured there.</summary>
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

        // Configured rules have no order of their own: the most derived exception comes first.
        return said.Over(basis, rules.OrderByDescending(rule => ExceptionNames.DepthOf(rule.ExceptionType)));
    }
}
