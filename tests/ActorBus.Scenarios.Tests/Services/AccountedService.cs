using System.Collections.Concurrent;
using ActorBus.Brokers;
using ActorBus.Chaos.Histories;
using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.Recovery;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Scenarios.Tests.Services;

/// <summary>An instance of a service, whose handler tells a history what it gets and now and then fails.</summary>
internal sealed class AccountedService : IAsyncDisposable
{
    public const string Name = "billing";
    public const string Command = "account";

    private readonly ActorSystem _system;
    private readonly ActorBusService _service;

    private AccountedService(ActorSystem system, ActorBusService service)
    {
        _system = system;
        _service = service;
    }

    public IDistributedBus Bus => _service.Distributed;

    /// <summary>Starts an instance.</summary>
    /// <param name="instance">What the history calls it.</param>
    /// <param name="broker">The broker it shares with others.</param>
    /// <param name="history">What its handler tells.</param>
    /// <param name="failPercent">How often of a hundred times its handler fails.</param>
    public static async Task<AccountedService> StartAsync(
        string instance, IBroker broker, ConcurrentQueue<HistoryEvent> history, int failPercent)
    {
        var handler = Handle.Command(Command, (string text) =>
        {
            var message = MessageRef.Parse(text);
            // A handler does not see whether it is a new delivery; that is judged at the broker's own stories.
            history.Enqueue(new HistoryEvent.Delivered(message, instance, Redelivered: true));
            if (Random.Shared.Next(100) < failPercent) throw new TimeoutException("fails now and then");
            history.Enqueue(new HistoryEvent.Handled(message, instance));
        });
        var system = ActorSystem.Create(instance, "akka.loglevel = OFF");
        var options = new DistributionOptions
        {
            ServiceName = Name,
            FailurePolicy = new FailurePolicy { ImmediateRetries = 1, DelayedRetries = [TimeSpan.FromMilliseconds(20)] },
        };
        var service = await ActorBusService.StartAsync(
            system, broker, new HandlerRegistry([handler with { IsDistributed = true }]),
            new ServiceCollection().BuildServiceProvider(), new BusRuntimeOptions(), options);
        return new AccountedService(system, service);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _system.Terminate();
    }
}
