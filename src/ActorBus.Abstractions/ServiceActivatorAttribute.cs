namespace ActorBus;

/// <summary>The method takes the messages of a channel.</summary>
/// <param name="channel">The name of the channel.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class ServiceActivatorAttribute(string channel) : HandlerAttribute(channel);
