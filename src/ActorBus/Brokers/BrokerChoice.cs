namespace ActorBus.Brokers;

/// <summary>A broker chosen in code, or a kind of broker that configuration can choose.</summary>
/// <param name="Kind">The kind by which configuration refers to it; null for none.</param>
/// <param name="OptionsType">The type of its options; null for none.</param>
/// <param name="Compose">Binds and validates its options, and returns the function that creates the broker.</param>
/// <param name="IsOwned">Whether the broker is created for the service and disposed with it.</param>
internal sealed record BrokerChoice(string? Kind, Type? OptionsType, Func<IBrokerOptionsSource, Func<IServiceProvider, IBroker>> Compose, bool IsOwned)
{
    /// <summary>Returns the choice of a kind, with the changes that code makes to its options.</summary>
    public static BrokerChoice Of<TOptions>(BrokerKind<TOptions> kind, Action<TOptions>? configure)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(kind);
        return new BrokerChoice(kind.Name, typeof(TOptions), Compose, IsOwned: true);

        Func<IServiceProvider, IBroker> Compose(IBrokerOptionsSource source)
        {
            var options = source.Bind(kind, configure);
            return services => kind.Create(options, services);
        }
    }
}
