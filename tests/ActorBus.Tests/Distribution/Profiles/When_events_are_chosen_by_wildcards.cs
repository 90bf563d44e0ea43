using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.InMemory;

namespace ActorBus.Tests.Distribution.Profiles;

public sealed class When_events_are_chosen_by_wildcards
{
    public static TheoryData<WireProfile, string, string, bool> Cases()
    {
        (string Pattern, string Name, bool Topics, bool Ecotone)[] cases =
        [
            ("user.*", "user", false, false),
            ("user.*", "user.changed", true, true),
            ("user.*", "user.billing.changed", false, true),
            ("user.*", "order.placed", false, false),
            ("user.#", "user", true, true),
            ("user.#", "user.billing.changed", true, true),
            ("*", "user", true, true),
            ("*", "user.changed", false, true),
            ("#", "user.changed", true, true),
            ("user.*.changed", "user.changed", false, false),
            ("user.*.changed", "user.billing.changed", true, true),
            ("user.*.changed", "user.billing.address.changed", false, true),
            ("*.changed", "changed", false, false),
            ("user.changed", "user.changed", true, true),
        ];
        var data = new TheoryData<WireProfile, string, string, bool>();
        foreach (var profile in Enum.GetValues<WireProfile>())
        {
            foreach (var one in cases) data.Add(profile, one.Pattern, one.Name, profile == WireProfile.Ecotone ? one.Ecotone : one.Topics);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Should_mean_the_same_for_the_broker_and_the_service(WireProfile profile, string pattern, string name, bool isHeard)
    {
        await using var broker = new InMemoryBroker();
        var heard = new Inbox<string>();
        await using var service = await TestService.StartAsync(
            "listener", broker,
            handlers => handlers.OnEvent<string>("listens", pattern, (_, context) =>
            {
                heard.Add(context.RoutingKey);
                return Task.CompletedTask;
            }),
            options => (options.Profile, options.RequireListeners) = (profile, true));

        // A send of which the broker says that no queue takes it fails, so that nothing was passed to a service that does not want it.
        var sending = await Record.ExceptionAsync(() => service.Bus.PublishEventAsync(name, "body"));

        if (isHeard) Assert.Equal(name, await heard.NextAsync());
        else Assert.Equal(PublishStatus.Returned, Assert.IsType<DeliveryFailedException>(sending).Status);
        await broker.Control.WaitUntilIdleAsync();
        Assert.Equal((0, 0), (heard.Waiting, await service.CountDeadLettersAsync()));
    }
}
