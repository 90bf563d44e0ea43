using System.Text;
using ActorBus.Brokers;
using ActorBus.Distribution.Profiles;
using ActorBus.InMemory;

namespace ActorBus.Tests.Distribution;

public sealed class When_a_message_names_a_type
{
    private static readonly string Canary = typeof(Bird).AssemblyQualifiedName!;

    /// <summary>Bodies, names and headers as serializers write them that choose types by the message.</summary>
    public static TheoryData<string, string, string> Attacks => new()
    {
        { "System.IO.FileInfo, System.IO.FileSystem", "{}", "application/json" },
        { Canary, "{}", "application/json" },
        { "change", $$$"""{"$type":"{{{Canary}}}","personId":"1"}""", "application/json" },
        { "change", $$$"""{"personId":{"$type":"{{{Canary}}}"}}""", "application/json" },
        { "anything", $$$"""{"$type":"{{{Canary}}}"}""", "application/json" },
        { "anything", $$$"""{"messageType":["urn:message:{{{Canary}}}"],"message":{}}""", "application/vnd.masstransit+json" },
        { "anything", "{}", Canary },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Should_make_none_and_load_none(string name, string body, string contentType)
    {
        await using var broker = new InMemoryBroker();
        var handled = new Inbox<object>();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<Change>("change", (change, _) => Put(change))
            .OnCommand<object>("anything", (anything, _) => Put(anything))
            .OnCommand<string>("good", (text, _) => Put(text)));
        await SendAsync(billing, "good", "warm", "text/plain");
        await handled.NextAsync();
        var loaded = new Inbox<string>();
        AssemblyLoadEventHandler onLoad = (_, what) => loaded.Add(what.LoadedAssembly.FullName!);
        AppDomain.CurrentDomain.AssemblyLoad += onLoad;
        try
        {
            await SendAsync(billing, name, body, contentType);
            await SendAsync(billing, "good", "last", "text/plain");
            while (await handled.NextAsync() is not "last")
            {
            }

            await broker.Control.WaitUntilIdleAsync();
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyLoad -= onLoad;
        }

        Assert.Equal(0, Bird.Hatched);
        while (loaded.Waiting > 0) Assert.DoesNotContain("FileSystem", await loaded.NextAsync(), StringComparison.Ordinal);

        Task Put(object message)
        {
            Assert.IsNotType<Bird>(message);
            handled.Add(message);
            return Task.CompletedTask;
        }
    }

    private static Task SendAsync(TestService billing, string name, string body, string contentType) => billing.PublishRawAsync(new BrokerMessage
    {
        Body = Encoding.UTF8.GetBytes(body),
        Type = name,
        ContentType = contentType,
        Headers = new Dictionary<string, object>
        {
            [WireHeaders.Kind] = "command",
            ["__TypeId__"] = Canary,
            ["rbs2-msg-type"] = Canary,
            ["NServiceBus.EnclosedMessageTypes"] = Canary,
        },
    });

    private sealed record Change(object PersonId);

    /// <summary>Sings when somebody makes one.</summary>
    private sealed class Bird
    {
        private static int _hatched;

        public Bird() => Interlocked.Increment(ref _hatched);

        public static int Hatched => Volatile.Read(ref _hatched);
    }
}
