using Akka.Actor;

namespace ActorBus;

/// <summary>Timers for actors that cost nothing while they wait.</summary>
/// <remarks>
/// Akka's own are not used: its scheduler, once it is asked for anything, wakes up every 10 ms for as long as the process lives, which measured 3.9 %
/// of a core for a service with nothing to do. A tick may come after its timer was disposed, or to an actor that has stopped: the
/// receiver has to tell, and the message be one that makes no noise among the dead letters.
/// </remarks>
internal static class TimeProviderExtensions
{
    /// <summary>Tells an actor something after a time.</summary>
    public static ITimer TellLater(this TimeProvider time, IActorRef actor, object message, TimeSpan delay) =>
        time.CreateTimer(_ => actor.Tell(message, ActorRefs.NoSender), null, delay, Timeout.InfiniteTimeSpan);

    /// <summary>Tells an actor something again and again.</summary>
    public static ITimer TellEvery(this TimeProvider time, IActorRef actor, object message, TimeSpan interval) =>
        time.CreateTimer(_ => actor.Tell(message, ActorRefs.NoSender), null, interval, interval);
}
