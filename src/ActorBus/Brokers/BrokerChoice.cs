namespace ActorBus.Brokers;

/// <summary>The broker that code chose, or a kind that configuration can choose.</summary>
/// <param name="Kind">The word that configuration has for it; null for none.</param>
/// <param name="OptionsType">The type of its options; null for none.</param>
/// <param name="Compose">Binds and checks its options; what it returns makes the broker.</param>
/// <param name="IsOwned">True when it is made for the service and disposed with it.</param>
internal sealed record BrokerChoice(string? Kind, Type? OptionsType, Func<IBrokerOptionsSource, Func<IServiceProvider, IBroker>> Compose, bool IsOwned)
{
    /// <summary>Returns the choice of a kind, with what code changes in its options.</summary>
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
