namespace ActorBus.Brokers;

/// <summary>Binds the options of one broker of a service; <see cref="BrokerChoice"/> knows their type, the host where they are said.</summary>
internal interface IBrokerOptionsSource
{
    /// <summary>Makes the options: configuration first, then code; what is wrong with them is reported to the source.</summary>
    TOptions Bind<TOptions>(BrokerKind<TOptions> kind, Action<TOptions>? configure)
        where TOptions : class;
}
