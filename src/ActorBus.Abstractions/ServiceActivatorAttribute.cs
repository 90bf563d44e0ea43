namespace ActorBus;

/// <summary>Marks a method as the handler of the messages of a channel.</summary>
/// <param name="channel">The name of the channel.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class ServiceActivatorAttribute(string channel) : HandlerAttribute(channel);
