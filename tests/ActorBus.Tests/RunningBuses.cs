using ActorBus.Handlers;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Tests;

/// <summary>A runtime with given handlers, for one test; all share one actor system.</summary>
internal sealed class RunningBuses : IAsyncDisposable
{
    private static readonly Lazy<ActorSystem> System = new(() => ActorSystem.Create("local-bus-tests"));
    private static int _count;

    private RunningBuses(BusRuntime runtime) => Runtime = runtime;

    public BusRuntime Runtime { get; }

    public CommandBus Commands => (CommandBus)Runtime.Commands;

    public EventBus Events => (EventBus)Runtime.Events;

    public QueryBus Queries => (QueryBus)Runtime.Queries;

    public ActorSystem Actors => System.Value;

    public static Task<RunningBuses> StartAsync(params HandlerDescriptor[] handlers) => StartAsync(new BusRuntimeOptions(), handlers);

    public static Task<RunningBuses> StartAsync(BusRuntimeOptions options, params HandlerDescriptor[] handlers) =>
        StartAsync(options, _ => { }, handlers);

    public static async Task<RunningBuses> StartAsync(
        BusRuntimeOptions options, Action<IServiceCollection> configure, params HandlerDescriptor[] handlers)
    {
        var services = new ServiceCollection();
        configure(services);
        options.Fusing &= Environment.GetEnvironmentVariable("ACTORBUS_TEST_FUSING") != "off";
        options.Name = $"buses-{Interlocked.Increment(ref _count)}";
        return new RunningBuses(await BusRuntime.StartAsync(
            System.Value,
            options,
            new HandlerRegistry(handlers),
            services.BuildServiceProvider()));
    }

    /// <summary>An actor of this runtime, by its path below the guardian.</summary>
    public Task<IActorRef> ActorAsync(string path) =>
        Actors.ActorSelection($"{Runtime.Guardian.Path.ToStringWithoutAddress()}/{path}").ResolveOne(TimeSpan.FromSeconds(5));

    /// <summary>Where a dispatch runs out of time, once it has enough of it to reach a handler.</summary>
    public static async Task<string> WhereTimeEndsAsync(Func<TimeSpan, Task> dispatch)
    {
        for (var limit = TimeSpan.FromMilliseconds(100); ; limit *= 2)
        {
            var error = await Assert.ThrowsAsync<DispatchTimeoutException>(() => dispatch(limit));
            if (error.Where.StartsWith("in handler", StringComparison.Ordinal)) return error.Where;
        }
    }

    public async ValueTask DisposeAsync() => await Runtime.StopAsync(TimeSpan.FromSeconds(5));
}
