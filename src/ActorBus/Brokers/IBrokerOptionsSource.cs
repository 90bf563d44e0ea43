namespace ActorBus.Brokers;

/// <summary>Binds the options of one broker of a service: <see cref="BrokerChoice"/> knows their type, and the host their values.</summary>
internal interface IBrokerOptionsSource
{
    /// <summary>Creates the options from configuration and then code; faults are reported to the source.</summary>
    TOptions Bind<TOptions>(BrokerKind<TOptions> kind, Action<TOptions>? configure)
        where TOptions : class;
}
