using System.Collections.Concurrent;
using Akka.Actor;

namespace ActorBus.Pipeline;

/// <summary>The actors of a service that fail again and again, for health checks.</summary>
/// <remarks>Thread-safe. A trouble is over when the actor has not failed for a moment after it was started again.</remarks>
internal sealed class ActorTroubles(TimeProvider time)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, (string Reason, long Since, TimeSpan Lasts)> _troubles = new(StringComparer.Ordinal);

    /// <summary>The present troubles, each with its actor and its reason.</summary>
    public IReadOnlyList<string> Now
    {
        get
        {
            foreach (var (actor, trouble) in _troubles)
            {
                if (time.GetElapsedTime(trouble.Since) > trouble.Lasts) _troubles.TryRemove(KeyValuePair.Create(actor, trouble));
            }

            return [.. _troubles.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"the actor '{one.Key}' fails again and again: {one.Value.Reason}")];
        }
    }

    /// <summary>An actor has failed again.</summary>
    /// <param name="actor">The actor, or the one that makes it.</param>
    /// <param name="error">Its error.</param>
    /// <param name="pause">When it is started again.</param>
    public void Report(IActorRef actor, Exception error, TimeSpan pause)
    {
        // What the constructor threw is more useful than that it threw.
        var cause = error.GetBaseException();
        _troubles[actor.Path.ToStringWithoutAddress()] = ($"{cause.GetType().Name}: {cause.Message}", time.GetTimestamp(), pause + Grace);
    }
}
