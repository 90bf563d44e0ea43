using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ActorBus.Hosting.Composition;

/// <summary>
/// Makes options of a service as .NET makes named options: what configuration says, then what code says (<c>services.Configure</c> with the
/// name, then the builder), then every check.
/// </summary>
/// <param name="services">Has the <see cref="IConfigureOptions{TOptions}"/> and <see cref="IValidateOptions{TOptions}"/> of the application.</param>
internal sealed class ServiceOptions(IServiceProvider services)
{
    /// <summary>Makes the options.</summary>
    /// <param name="name">Their name: that of the service, for a further broker <c>service/broker</c>.</param>
    /// <param name="options">The options as configuration says.</param>
    /// <param name="changes">What the builder says.</param>
    /// <param name="check">Returns everything that is wrong.</param>
    /// <param name="report">Gets what is wrong, and whether configuration said it: then it was wrong before code changed anything.</param>
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
