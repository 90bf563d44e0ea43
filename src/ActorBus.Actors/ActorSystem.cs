using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using ActorBus.Actors.Setup;

namespace ActorBus.Actors;

/// <summary>A tree of actors with what they share: configuration, scheduler, event stream and dispatchers.</summary>
/// <remarks>Mostly one per process. All members may be used by any thread.</remarks>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>The name, part of every path.</summary>
    public abstract string Name { get; }

    /// <summary>The configuration and what is read from it.</summary>
    public abstract Settings Settings { get; }

    /// <summary>The dispatchers.</summary>
    public abstract Dispatchers Dispatchers { get; }

    /// <summary>Publishes events to the actors that subscribed to their class.</summary>
    public abstract EventStream EventStream { get; }

    /// <summary>Where messages go whose recipient does not exist.</summary>
    public abstract IActorRef DeadLetters { get; }

    /// <summary>Swallows messages.</summary>
    public abstract IActorRef IgnoreRef { get; }

    /// <summary>Logs in the name of the system.</summary>
    public abstract ILoggingAdapter Log { get; }

    /// <summary>Does things later.</summary>
    public abstract IScheduler Scheduler { get; }

    /// <summary>Completes when the last actor has stopped.</summary>
    public abstract Task WhenTerminated { get; }

    /// <summary>The time since the system was created.</summary>
    public TimeSpan Uptime => Stopwatch.GetElapsedTime(_started);

    /// <summary>Creates a system with the default configuration.</summary>
    /// <exception cref="ArgumentException">The name has other characters than ASCII letters, digits, '-' and '_', or begins with one of the last two.</exception>
    public static ActorSystem Create(string name) => Create(name, ActorSystemSetup.Empty);

    /// <summary>Creates a system with a configuration.</summary>
    public static ActorSystem Create(string name, Config config) => Create(name, BootstrapSetup.Create().WithConfig(config));

    /// <summary>Creates a system with a configuration from code.</summary>
    public static ActorSystem Create(string name, BootstrapSetup setup) => Create(name, ActorSystemSetup.Create(setup));

    /// <summary>Creates a system with settings from code for several parts of it.</summary>
    public static ActorSystem Create(string name, ActorSystemSetup setup) => new LocalActorSystem(name, setup);

    /// <inheritdoc/>
    public abstract IActorRef ActorOf(Props props, string? name = null);

    /// <inheritdoc/>
    public abstract ActorSelection ActorSelection(ActorPath actorPath);

    /// <inheritdoc/>
    public abstract ActorSelection ActorSelection(string actorPath);

    /// <summary>Stops an actor after the message it is processing.</summary>
    public abstract void Stop(IActorRef actor);

    /// <summary>Stops all actors, the top-level ones first.</summary>
    /// <returns>A task that completes when all have stopped.</returns>
    public abstract Task Terminate();

    /// <summary>Runs code when the last actor has stopped, last registered first, before <see cref="WhenTerminated"/> completes.</summary>
    public abstract void RegisterOnTermination(Action code);

    /// <summary>Loads an extension, or gives the one that is loaded.</summary>
    public abstract object RegisterExtension(IExtensionId extension);

    /// <summary>The extension of an id; loads it if need be.</summary>
    public abstract object GetExtension(IExtensionId extensionId);

    /// <summary>The loaded extension of a type.</summary>
    /// <exception cref="InvalidOperationException">No such extension is loaded.</exception>
    public abstract T GetExtension<T>()
        where T : class, IExtension;

    /// <summary>True when an extension of the type is loaded.</summary>
    public abstract bool HasExtension(Type type);

    /// <summary>True when an extension of the type is loaded.</summary>
    public abstract bool HasExtension<T>()
        where T : class, IExtension;

    /// <summary>Gives the loaded extension of a type, if any.</summary>
    public abstract bool TryGetExtension(Type extensionType, [NotNullWhen(true)] out object? extension);

    /// <summary>Gives the loaded extension of a type, if any.</summary>
    public abstract bool TryGetExtension<T>([NotNullWhen(true)] out T? extension)
        where T : class, IExtension;

    /// <summary>Terminates the system and waits until it has.</summary>
    [SuppressMessage("Usage", "CA1816", Justification = "Nothing to finalize.")]
    public void Dispose() => Terminate().Wait();
}
