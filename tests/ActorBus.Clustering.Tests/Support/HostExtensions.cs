using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Clustering.Tests.Support;

internal static class HostExtensions
{
    /// <summary>An actor as constructors get it.</summary>
    public static IActorRef Required<T>(this IHost host) => host.Services.GetRequiredService<IRequiredActor<T>>().ActorRef;
}
