using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ActorBus.Hosting.Composition;

/// <summary>
/// Creates options of a service like named options in .NET: configuration first, then code (<c>services.Configure</c> with the name, then the
/// builder), then all validations.
/// </summary>
/// <param name="services">
/// Provides the <see cref="IConfigureOptions{TOptions}"/> and <see cref="IValidateOptions{TOptions}"/> of the application.
/// </param>
internal sealed class ServiceOptions(IServiceProvider services)
{
    /// <summary>Creates and validates the options.</summary>
    /// <param name="name">The name of the options: that of the service, or <c>service/broker</c> for an additional broker.</param>
    /// <param name="options">The options as configured.</param>
    /// <param name="changes">The changes made by the builder.</param>
    /// <param name="check">Returns all faults.</param>
    /// <param name="report">Receives each fault, and whether it was already present before code changed the options.</param>
    public TOptions Make<TOptions>(
        string name, TOptions options, IEnumerable<Action<TOptions>> changes, Func<TOptions, IEnumerable<string>> check, Action<string, bool> report)
        where TOptions : class
    {
        var configured = check(options).ToHashSet(StringComparer.Ordinal);
        var factory = new Factory<TOptions>(
            options,
            [.. services.GetServices<IConfigureOptions<TOptions>>(), .. changes.Select(change => new ConfigureNamedOptions<TOptions>(name, change))],
            services.GetServices<IPostConfigureOptions<TOptions>>(),
            [new Check<TOptions>(check), .. services.GetServices<IValidateOptions<TOptions>>()]);
        try
        {
            factory.Create(name);
        }
        catch (OptionsValidationException error)
        {
            foreach (var fault in error.Failures) report(fault, configured.Contains(fault));
        }

        return options;
    }

    private sealed class Factory<TOptions>(
        TOptions options, IEnumerable<IConfigureOptions<TOptions>> setups, IEnumerable<IPostConfigureOptions<TOptions>> posts,
        IEnumerable<IValidateOptions<TOptions>> validations) : OptionsFactory<TOptions>(setups, posts, validations)
        where TOptions : class
    {
        protected override TOptions CreateInstance(string name) => options;
    }

    private sealed class Check<TOptions>(Func<TOptions, IEnumerable<string>> check) : IValidateOptions<TOptions>
        where TOptions : class
    {
        public ValidateOptionsResult Validate(string? name, TOptions options) =>
            check(options).ToArray() is { Length: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
