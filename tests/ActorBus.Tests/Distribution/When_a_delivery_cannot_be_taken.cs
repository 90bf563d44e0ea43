using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Distribution.Profiles;
using ActorBus.InMemory;
using ActorBus.Messages;
using ActorBus.Pipeline;
using ActorBus.Recovery;

namespace ActorBus.Tests.Distribution;

public sealed class When_a_delivery_cannot_be_taken
{
    // By name, as the rows of a theory are copied as text: ten megabytes take minutes.
    private static readonly Dictionary<string, byte[]> Bodies = new()
    {
        ["malformed JSON"] = "{\"personId\":"u8.ToArray(),
        ["another shape"] = "[1,2,3]"u8.ToArray(),
        ["invalid UTF-8"] = [0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22],
        ["an empty body"] = [],
        ["10 MB"] = new byte[10 * 1024 * 1024],
    };

    private static readonly FailurePolicy Patient = new() { ImmediateRetries = 3, DelayedRetries = [TimeSpan.FromMinutes(10)] };

    public static TheoryData<string, string?, string?, DeadLetterReason> Bad => new()
    {
        { "malformed JSON", "command", "change", DeadLetterReason.Undecodable },
        { "another shape", "command", "change", DeadLetterReason.Undecodable },
        { "invalid UTF-8", "command", "change", DeadLetterReason.Undecodable },
        { "an empty body", "command", "change", DeadLetterReason.Undecodable },
        { "a value that its type refuses", "command", "picky", DeadLetterReason.Undecodable },
        { "a header that is no key", "command", "ordered", DeadLetterReason.Undecodable },
        { "10 MB", "command", "change", DeadLetterReason.TooLarge },
        { "no kind", null, "change", DeadLetterReason.UnknownKind },
        { "an unknown kind", "rumour", "change", DeadLetterReason.UnknownKind },
        { "no name", "command", null, DeadLetterReason.UnknownKind },
        { "a key nobody handles", "command", "unheard.of", DeadLetterReason.NoHandler },
        { "a channel nobody serves", "message", "change", DeadLetterReason.NoHandler },
        { "a handler that is not distributed", "command", "private", DeadLetterReason.NotDistributed },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Should_become_a_dead_letter_as_it_came_and_the_consumer_goes_on(
        string what, string? kind, string? type, DeadLetterReason reason)
    {
        var body = Bodies.GetValueOrDefault(what, "{}"u8.ToArray());
        await using var broker = new InMemoryBroker();
        var inbox = new Inbox<string>();
        await using var billing = await StartAsync(broker, inbox);

        await billing.PublishRawAsync(Message(body, kind, type));
        await billing.PublishRawAsync(Message("{\"personId\":\"good\"}"u8.ToArray(), "command", "change"));

        Assert.Equal("good", await inbox.NextAsync());
        var dead = await billing.NextDeadLetterAsync();
        Assert.Equal(body, dead.Body.ToArray());
        Assert.Equal(reason.ToString(), dead.Headers[WireHeaders.FailureReason]);
        Assert.Equal("billing", dead.Headers[WireHeaders.FailedService]);
        Assert.True(dead.Headers.ContainsKey(WireHeaders.ExceptionMessage));
        Assert.Equal("kept", dead.Headers["user"]);
        await broker.Control.WaitUntilIdleAsync();
        Assert.Equal(0, await billing.CountReadyAsync("billing"));
    }

    [Theory]
    [InlineData("five")]
    [InlineData(5_000_000_000)]
    [InlineData(null)]
    public async Task Should_become_a_dead_letter_at_once_when_a_header_does_not_fit_the_handler(object? number)
    {
        await using var broker = new InMemoryBroker();
        var numbers = new Inbox<int>();
        await using var billing = await TestService.StartAsync(
            "billing", broker,
            handlers => handlers.On(Handle.Command("count", (string _, [Header("number")] int value) => numbers.Add(value))),
            options => options.FailurePolicy = Patient);

        await billing.Bus.SendCommandAsync("billing", "count", "bad", metadata: Metadata.Empty.With("number", number));
        await billing.Bus.SendCommandAsync("billing", "count", "good", metadata: Metadata.Empty.With("number", "5"));

        Assert.Equal(5, await numbers.NextAsync());
        var dead = await billing.NextDeadLetterAsync();
        Assert.Equal(
            (nameof(DeadLetterReason.Undecodable), 1L, "count", typeof(MessageHeaderException).FullName),
            (dead.Headers[WireHeaders.FailureReason], dead.Headers[WireHeaders.Attempts], dead.Headers[WireHeaders.Handler], dead.Headers[WireHeaders.ExceptionType]));
        Assert.Contains("'number'", (string)dead.Headers[WireHeaders.ExceptionMessage], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_become_a_dead_letter_of_the_one_listener_whom_a_header_does_not_fit()
    {
        await using var broker = new InMemoryBroker();
        var heard = new Inbox<string>();
        await using var billing = await TestService.StartAsync(
            "billing", broker,
            handlers => handlers
                .On(Handle.Event("paid", (string body, [Header("number")] int _) => heard.Add(body), "counts"))
                .On(Handle.Event("paid", (string body, [Header("number")] string number) => heard.Add(body + number), "reads")),
            options => options.FailurePolicy = Patient);

        await billing.Bus.PublishEventAsync("paid", "body", metadata: Metadata.Empty.With("number", "five"));

        Assert.Equal("bodyfive", await heard.NextAsync());
        var dead = await billing.NextDeadLetterAsync();
        Assert.Equal((nameof(DeadLetterReason.Undecodable), "counts"), (dead.Headers[WireHeaders.FailureReason], dead.Headers[WireHeaders.Handler]));
        Assert.Equal(0, heard.Waiting);
    }

    [Fact]
    public async Task Should_leave_to_the_policy_what_a_command_lacks_that_the_handler_dispatched()
    {
        await using var broker = new InMemoryBroker();
        var numbers = new Inbox<int>();
        TestService? billing = null;
        await using var started = billing = await TestService.StartAsync(
            "billing", broker,
            handlers => handlers
                .On(Handle.Command("outer", (string _, MessageContext context) => ((ICommandBus)billing!.Service.Local.DefaultFor(MessageKind.Command))
                    .DispatchAsync("inner", new DispatchOptions { Metadata = context.Attempt == 1 ? Metadata.Empty : Metadata.Empty.With("number", 7) })))
                .On(Handle.Command("inner", (string _, [Header("number")] int value) => numbers.Add(value))),
            options => options.FailurePolicy = new FailurePolicy { ImmediateRetries = 1, DelayedRetries = [] });

        await billing.Bus.SendCommandAsync("billing", "outer", "body");

        Assert.Equal(7, await numbers.NextAsync());
        Assert.Equal(0, await billing.CountDeadLettersAsync());
    }

    [Theory]
    [InlineData("null", "nothing")]
    [InlineData("7", "7")]
    public async Task Should_take_a_body_that_is_null_where_the_value_may_be(string body, string seen)
    {
        await using var broker = new InMemoryBroker();
        var values = new Inbox<string>();
        await using var billing = await TestService.StartAsync(
            "billing", broker, handlers => handlers.On(Handle.Command("change", (int? number) => values.Add(number is { } value ? $"{value}" : "nothing"))));

        await billing.PublishRawAsync(Message(System.Text.Encoding.UTF8.GetBytes(body), "command", "change"));

        Assert.Equal(seen, await values.NextAsync());
        Assert.Equal(0, await billing.CountDeadLettersAsync());
    }

    [Fact]
    public async Task Should_name_the_content_encoding_that_it_does_not_undo()
    {
        await using var broker = new InMemoryBroker();
        await using var billing = await StartAsync(broker, new Inbox<string>());

        await billing.PublishRawAsync(Message([0x1f, 0x8b, 0x08, 0], "command", "change") with { ContentEncoding = "gzip" });

        Assert.Contains("'gzip'", (string)(await billing.NextDeadLetterAsync()).Headers[WireHeaders.ExceptionMessage], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_a_command_for_another_service()
    {
        await using var broker = new InMemoryBroker();
        await using var billing = await StartAsync(broker, new Inbox<string>());
        var message = Message("{}"u8.ToArray(), "command", "change");

        await billing.PublishRawAsync(message with
        {
            Headers = new Dictionary<string, object>(message.Headers) { [WireHeaders.Destination] = "shipping" },
        });

        var dead = await billing.NextDeadLetterAsync();
        Assert.Equal(nameof(DeadLetterReason.WrongService), dead.Headers[WireHeaders.FailureReason]);
        Assert.Contains("'shipping'", (string)dead.Headers[WireHeaders.ExceptionMessage]);
    }

    [Fact]
    public async Task Should_say_why_in_the_log_and_in_the_dead_letter_without_a_stack_trace()
    {
        await using var broker = new InMemoryBroker();
        var log = new Inbox<string>();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers.OnCommand<string>("change", (_, _) => Task.CompletedTask), log: log);

        await billing.PublishRawAsync(Message("{}"u8.ToArray(), "command", "unheard.of"));

        var dead = await billing.NextDeadLetterAsync();
        Assert.Contains("no handler for the command 'unheard.of'", (string)dead.Headers[WireHeaders.ExceptionMessage], StringComparison.Ordinal);
        Assert.DoesNotContain(WireHeaders.ExceptionStack, dead.Headers.Keys);
        billing.Log("that is all");
        List<string> lines = [];
        while (await log.NextAsync() is var line && !line.Contains("that is all", StringComparison.Ordinal)) lines.Add(line);
        var entry = Assert.Single(lines, line => line.Contains("before any handler gets it: NoHandler. The service 'billing' has no handler for the command 'unheard.of'", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", entry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_pass_an_event_on_that_nobody_handles_and_make_it_a_dead_letter_at_last()
    {
        await using var broker = new InMemoryBroker();
        var inbox = new Inbox<string>();
        var log = new Inbox<string>();
        await using var billing = await TestService.StartAsync(
            "billing", broker, handlers => handlers.OnCommand<Details>("change", (message, _) =>
            {
                inbox.Add(message.PersonId);
                return Task.CompletedTask;
            }),
            options => options.FailurePolicy = new FailurePolicy { DelayedRetries = [TimeSpan.FromMilliseconds(5)] }, log: log);

        await billing.PublishRawAsync(Message("{}"u8.ToArray(), "event", "nobody.cares"));
        await billing.PublishRawAsync(Message("{\"personId\":\"good\"}"u8.ToArray(), "command", "change"));

        Assert.Equal("good", await inbox.NextAsync());
        var dead = await billing.NextDeadLetterAsync();
        Assert.Equal((nameof(DeadLetterReason.NoHandler), 0L, "kept"), (dead.Headers[WireHeaders.FailureReason], dead.Headers[WireHeaders.Attempts], dead.Headers["user"]));
        Assert.Contains("'nobody.cares'", (string)dead.Headers[WireHeaders.ExceptionMessage], StringComparison.Ordinal);
        // Ten times to the tail, once with a delay, ten times more.
        billing.Log("that is all");
        var passes = 0;
        while (await log.NextAsync() is var line && !line.Contains("that is all", StringComparison.Ordinal))
            passes += line.Contains("is passed on", StringComparison.Ordinal) ? 1 : 0;
        Assert.Equal(21, passes);
    }

    [Fact]
    public async Task Should_store_it_although_its_headers_leave_no_room_for_the_failure_and_say_what_was_cut()
    {
        var log = new Inbox<string>();
        await using var broker = new InMemoryBroker(new InMemoryBrokerOptions { Limits = new BrokerLimits { MaxFrameBytes = 14_000 } });
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers.OnCommand<Details>("change", (_, _) => Task.CompletedTask), log: log);
        var message = Message("{"u8.ToArray(), "command", "change");
        var headers = new Dictionary<string, object>(message.Headers) { ["large"] = new string('y', 4_000) };
        for (var i = 0; i < 44; i++) headers[$"filler-{i}"] = new string('x', 200);

        await billing.PublishRawAsync(message with { Headers = headers });

        var dead = await billing.NextDeadLetterAsync();
        Assert.Equal(nameof(DeadLetterReason.Undecodable), dead.Headers[WireHeaders.FailureReason]);
        Assert.Equal($"{WireHeaders.ExceptionStack}, {WireHeaders.ExceptionMessage}, large", dead.Headers[WireHeaders.HeadersCut]);
        Assert.Equal(44, dead.Headers.Keys.Count(name => name.StartsWith("filler-", StringComparison.Ordinal)));
        billing.Log("that is all");
        List<string> lines = [];
        while (await log.NextAsync() is var line && !line.Contains("that is all", StringComparison.Ordinal)) lines.Add(line);
        Assert.Contains(lines, line => line.Contains("headers were cut", StringComparison.Ordinal) && line.Contains("large", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_keep_a_large_header_on_every_try_where_the_service_takes_it()
    {
        var sizes = new Inbox<int>();
        await using var broker = new InMemoryBroker();
        await using var billing = await TestService.StartAsync(
            "billing", broker, handlers => handlers.OnCommand<string>("fail", (_, context) =>
            {
                sizes.Add(context.Metadata.GetString("large")?.Length ?? 0);
                throw new InvalidOperationException("on purpose");
            }),
            options =>
            {
                options.Limits = new MessageLimits { MaxHeaderBytes = 20_100 };
                options.FailurePolicy = new FailurePolicy { ImmediateRetries = 0, DelayedRetries = [TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2)] };
            });
        var message = Message("{}"u8.ToArray(), "command", "fail");

        await billing.PublishRawAsync(message with { Headers = new Dictionary<string, object>(message.Headers) { ["large"] = new string('x', 20_000) } });

        var dead = await billing.NextDeadLetterAsync();
        Assert.Equal([20_000, 20_000, 20_000], await sizes.TakeAsync(3));
        Assert.Equal((nameof(DeadLetterReason.RetriesExhausted), 20_000), (dead.Headers[WireHeaders.FailureReason], ((string)dead.Headers["large"]).Length));
    }

    [Theory]
    [InlineData("nested deeper than metadata is")]
    [InlineData("a list of numbers that nearly fills them")]
    public async Task Should_store_it_although_a_header_is(string what)
    {
        object header = what == "a list of numbers that nearly fills them" ? Enumerable.Repeat((object)7L, 1_795).ToArray() : "bottom";
        for (var level = 0; header is not object[] { Length: > 1 } && level < 40; level++) header = new[] { header };
        await using var broker = new InMemoryBroker();
        await using var billing = await StartAsync(broker, new Inbox<string>());
        var message = Message("{"u8.ToArray(), "command", "change");

        await billing.PublishRawAsync(message with { Headers = new Dictionary<string, object>(message.Headers) { ["odd"] = header } });

        Assert.Equal(nameof(DeadLetterReason.Undecodable), (await billing.NextDeadLetterAsync()).Headers[WireHeaders.FailureReason]);
    }

    private static Task<TestService> StartAsync(InMemoryBroker broker, Inbox<string> inbox) =>
        TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<Details>("change", (message, _) =>
            {
                inbox.Add(message.PersonId);
                return Task.CompletedTask;
            })
            .OnCommand<Picky>("picky", (_, _) => throw new InvalidOperationException("must not be reached"))
            .OnCommand<string>("ordered", (_, _) => throw new InvalidOperationException("must not be reached"), new FailurePolicy { KeepOrder = true })
            .With(handler => handler with { PartitionKey = (_, context) => $"{context!.Metadata.Get<int>("user")}" })
            .OnCommand<string>("private", (_, _) => throw new InvalidOperationException("must not be reached"), distributed: false));

    private static BrokerMessage Message(byte[] body, string? kind, string? type)
    {
        var headers = new Dictionary<string, object> { ["user"] = "kept" };
        if (kind is not null) headers[WireHeaders.Kind] = kind;
        return new BrokerMessage { Body = body, Type = type, ContentType = "application/json", MessageId = Guid.NewGuid().ToString(), Headers = headers };
    }

    private sealed record Details(string PersonId);

    private sealed record Picky
    {
        public Picky(string? name) => Name = name ?? throw new ArgumentException("It needs a name.");

        public string Name { get; }
    }
}
