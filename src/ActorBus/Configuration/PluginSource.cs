namespace ActorBus.Configuration;

/// <summary>A plugin that configuration names; made when its bus starts, because its constructor may take a bus.</summary>
/// <param name="Refusal">The beginning of the error when it cannot be made: where it is named, and what it is.</param>
/// <param name="Make">Makes it of the services; null for none.</param>
internal sealed record PluginSource(string Refusal, Func<IServiceProvider, IMessageBusPlugin?> Make);
