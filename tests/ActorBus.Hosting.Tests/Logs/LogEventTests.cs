using System.Reflection;
using ActorBus.InMemory;
using ActorBus.RabbitMq;
using Microsoft.Extensions.Logging;

namespace ActorBus.Hosting.Tests.Logs;

public sealed class LogEventTests
{
    private static readonly (string Name, LoggerMessageAttribute Event)[] Events =
    [
        .. ((Assembly[])[typeof(ActorBusService).Assembly, typeof(ServiceCollectionExtensions).Assembly, typeof(InMemoryBroker).Assembly, typeof(RabbitMqBroker).Assembly])
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => ($"{method.DeclaringType!.FullName}.{method.Name}", method.GetCustomAttribute<LoggerMessageAttribute>()!))
            .Where(one => one.Item2 is not null),
    ];

    [Fact]
    public void Every_event_has_an_id_of_its_own()
    {
        Assert.InRange(Events.Length, 70, 1_000);
        Assert.All(Events, one => Assert.InRange(one.Event.EventId, 1_000, 9_999));
        Assert.Equal(Events.Length, Events.DistinctBy(one => one.Event.EventId).Count());
    }

    [Fact]
    public void Every_class_of_events_has_a_range_of_ids_of_its_own()
    {
        var classes = Events.GroupBy(one => one.Name[..one.Name.LastIndexOf('.')], one => one.Event.EventId / 100).ToArray();

        Assert.All(classes, ids => Assert.Single(ids.Distinct()));
        Assert.Equal(classes.Length, classes.Select(ids => ids.First()).Distinct().Count());
    }
}
