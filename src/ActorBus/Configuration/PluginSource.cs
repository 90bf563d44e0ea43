namespace ActorBus.Configuration;

/// <summary>A plugin from configuration, created when its bus starts because its constructor may take a bus.</summary>
/// <param name="Refusal">The beginning of the error when it cannot be created: where it is configured, and what it is.</param>
/// <param name="Make">Creates the plugin from the services; returns null for none.</param>
internal sealed record PluginSource(string Refusal, Func<IServiceProvider, IMessageBusPlugin?> Make);
