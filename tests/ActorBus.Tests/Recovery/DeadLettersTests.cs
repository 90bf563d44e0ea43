using System.Globalization;
using System.Text;
using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Topologies;
using ActorBus.Handlers;
using ActorBus.Raw;
using ActorBus.Recovery;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus.Tests.Recovery;

public abstract class DeadLettersTests : IAsyncLifetime
{
    private IBroker _broker = null!;
    private DeadLetterBed _bed = null!;

    private IDeadLetters Letters => _bed.Letters;

    public async Task InitializeAsync()
    {
        _broker = await ConnectAsync();
        _bed = await DeadLetterBed.CreateAsync(_broker);
    }

    public async Task DisposeAsync()
    {
        await _bed.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task ListAsync_newest_first_shows_a_page_and_leaves_the_queue_as_it_was()
    {
        await _bed.FailManyAsync(5);

        var page = await Letters.ListAsync(new DeadLetterQuery { Offset = 1, Limit = 2 });

        Assert.Equal(["3", "2"], page.Entries.Select(entry => entry.MessageId));
        Assert.Equal(5, page.Total);
        Assert.False(page.IsPartial);
        Assert.Equal(["0", "1", "2", "3", "4"], await IdsInOrderAsync(5));
    }

    [Fact]
    public async Task ListAsync_oldest_first_shows_them_the_other_way_round()
    {
        await _bed.FailManyAsync(5);

        var page = await Letters.ListAsync(new DeadLetterQuery { Offset = 1, Limit = 2, OldestFirst = true });

        Assert.Equal(["1", "2"], page.Entries.Select(entry => entry.MessageId));
        Assert.Equal(5, page.Total);
        Assert.Equal(["0", "1", "2", "3", "4"], await IdsInOrderAsync(5));
    }

    [Theory]
    [InlineData(-1, 20)]
    [InlineData(0, 0)]
    [InlineData(0, 1_001)]
    [InlineData(9_990, 20)]
    public async Task ListAsync_refuses_a_page_that_cannot_be(int offset, int limit)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Letters.ListAsync(new DeadLetterQuery { Offset = offset, Limit = limit }));
        Assert.Contains($"offset {offset} and limit {limit}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListAsync_filters_by_name_handler_reason_exception_and_time()
    {
        await _bed.FailAsync("1");
        await _bed.FailAsync("2", (WireHeaders.Handler, "Billing.Handlers.Audit"));
        await _bed.FailAsync("3", (WireHeaders.FailureReason, nameof(DeadLetterReason.Rejected)));
        await _bed.FailAsync("4", (WireHeaders.ExceptionType, "System.TimeoutException"));
        await _bed.FailAsync("5", (WireHeaders.LastFailedAt, DeadLetterBed.Time(DeadLetterBed.FailedAt.AddHours(1))));

        Assert.Equal(["2"], await FindAsync(new DeadLetterFilter { Handler = "*.audit" }));
        Assert.Equal(["3"], await FindAsync(new DeadLetterFilter { Reason = DeadLetterReason.Rejected }));
        Assert.Equal(["4"], await FindAsync(new DeadLetterFilter { ExceptionType = "*TimeoutException" }));
        Assert.Equal(["5"], await FindAsync(new DeadLetterFilter { FailedFrom = DeadLetterBed.FailedAt.AddMinutes(1) }));
        Assert.Equal(["4", "3", "2", "1"], await FindAsync(new DeadLetterFilter { FailedBefore = DeadLetterBed.FailedAt.AddMinutes(1) }));
        Assert.Equal(["5", "4", "3", "2", "1"], await FindAsync(new DeadLetterFilter { Name = "billing.*" }));
        Assert.Empty(await FindAsync(new DeadLetterFilter { Name = "shipping.*" }));
        Assert.Equal(1, await Letters.CountAsync(new DeadLetterFilter { Handler = "*.audit" }));
    }

    [Fact]
    public async Task ListAsync_tells_two_handlers_of_one_message_apart()
    {
        await _bed.FailAsync("1");
        await _bed.FailAsync("1", (WireHeaders.Handler, "Billing.Handlers.Audit"));

        var before = (await Letters.ListAsync()).Entries;
        var after = (await Letters.ListAsync()).Entries;

        Assert.Equal(2, before.Select(entry => entry.EntryId).Distinct().Count());
        Assert.Equal(before.Select(entry => entry.EntryId), after.Select(entry => entry.EntryId));
    }

    [Fact]
    public async Task ListAsync_says_when_somebody_else_holds_a_part_of_the_queue()
    {
        await _bed.FailManyAsync(3);
        await using var other = await _broker.ConnectAsync(ConnectionPurpose.Consume, _ => { });
        var held = new TaskCompletionSource();
        await other.ConsumeAsync(QueueNames.DeadLetters(_bed.Service), 1, _ => held.TrySetResult(), _ => { });
        await held.Task;

        var page = await Letters.ListAsync();

        Assert.True(page.IsPartial);
        Assert.Equal(2, page.Entries.Count);
    }

    [Fact]
    public async Task ShowAsync_shows_body_headers_failure_and_stack()
    {
        await _bed.FailAsync("1");
        var entry = Assert.Single((await Letters.ListAsync()).Entries);

        var letter = await Letters.ShowAsync(entry.EntryId);

        Assert.Equal(entry, letter.Entry);
        Assert.Equal("""{"id":"1"}""", letter.BodyText);
        Assert.Equal("acme", letter.Message.Headers["tenant"]);
        Assert.Equal("   at Billing.Handlers.ChangeDetails()", letter.Stack);
        Assert.Equal(ActorBusProfile.CommandExchange, letter.OriginalExchange);
        Assert.Equal(_bed.Service, letter.OriginalRoutingKey);
        Assert.Equal(
            new DeadLetterEntry
            {
                EntryId = entry.EntryId,
                MessageId = "1",
                CorrelationId = "conversation-1",
                Name = "billing.changeDetails",
                Handler = DeadLetterBed.Handler,
                SourceService = "shop",
                Reason = DeadLetterReason.RetriesExhausted,
                ExceptionType = "System.InvalidOperationException",
                ExceptionMessage = "The account is closed.",
                Attempts = 16,
                FirstFailedAt = DeadLetterBed.FailedAt.AddMinutes(-2),
                LastFailedAt = DeadLetterBed.FailedAt,
                ContentType = "application/json",
                BodyBytes = 10,
            },
            entry);
    }

    [Fact]
    public async Task ShowAsync_gives_no_text_for_a_body_that_is_none()
    {
        var failed = DeadLetterBed.Failed(_bed.Service, "1");
        await _bed.PublishAsync(failed with { Message = failed.Message with { ContentType = "application/octet-stream", Body = new byte[] { 0xFF, 0 } } });
        var entry = Assert.Single((await Letters.ListAsync()).Entries);

        Assert.Null((await Letters.ShowAsync(entry.EntryId)).BodyText);
    }

    [Fact]
    public async Task An_unknown_entry_id_is_a_clear_error()
    {
        await _bed.FailAsync("1");
        var known = Assert.Single((await Letters.ListAsync()).Entries).EntryId;

        var shown = await Assert.ThrowsAsync<DeadLetterException>(() => Letters.ShowAsync("nobody"));
        var replayed = await Assert.ThrowsAsync<DeadLetterException>(() => Letters.ReplayAsync(DeadLetterFilter.Entries("nobody", known)));
        var deleted = await Assert.ThrowsAsync<DeadLetterException>(() => Letters.DeleteAsync(DeadLetterFilter.Entries("nobody")));

        Assert.All([shown, replayed, deleted], error => Assert.Contains("no dead letter 'nobody'", error.Message, StringComparison.Ordinal));
        Assert.Equal(1, replayed.Done);
        await _bed.ExpectReadyAsync(1, _bed.Service);
    }

    [Fact]
    public async Task A_service_without_a_dead_letter_queue_is_a_clear_error()
    {
        var letters = new DeadLetters(_broker, "nobody.dead-letters", "nobody", [], NullLogger.Instance, TimeProvider.System);

        var error = await Assert.ThrowsAsync<DeadLetterException>(() => letters.CountAsync());

        Assert.Contains("no dead letter queue 'nobody.dead-letters'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplayAsync_of_one_sends_it_to_the_failed_handler_as_it_was()
    {
        await _bed.FailManyAsync(3);
        var entry = (await Letters.ListAsync()).Entries[1];

        await Letters.ReplayAsync(entry.EntryId);

        var replayed = Assert.Single(await _bed.TakeAsync(_bed.Service, 1));
        Assert.Equal("1", replayed.Message.MessageId);
        Assert.Equal("conversation-1", replayed.Message.CorrelationId);
        Assert.Equal("billing.changeDetails", replayed.Message.Type);
        Assert.Equal("""{"id":"1"}""", Encoding.UTF8.GetString(replayed.Message.Body.Span));
        Assert.Equal(
            new SortedDictionary<string, object>
            {
                [WireHeaders.Kind] = "command",
                [WireHeaders.Destination] = _bed.Service,
                [WireHeaders.Handler] = DeadLetterBed.Handler,
                [WireHeaders.OriginalExchange] = ActorBusProfile.CommandExchange,
                [WireHeaders.OriginalRoutingKey] = _bed.Service,
                [WireHeaders.Replayed] = 1L,
                ["tenant"] = "acme",
            },
            new SortedDictionary<string, object>(replayed.Message.Headers.ToDictionary()));
        Assert.Equal(["0", "2"], await IdsInOrderAsync(2));
        Assert.Equal(
            $"Dead letters of queue '{QueueNames.DeadLetters(_bed.Service)}' were replayed into queue '{_bed.Service}': 1",
            Assert.Single(_bed.Log.Collector.GetSnapshot()).Message);
    }

    [Fact]
    public async Task ReplayAsync_counts_replays_and_the_count_is_shown()
    {
        await _bed.FailAsync("1", (WireHeaders.Replayed, 2L));
        var entry = Assert.Single((await Letters.ListAsync()).Entries);

        await Letters.ReplayAsync(entry.EntryId);

        Assert.Equal(2, entry.Replays);
        Assert.Equal(3L, Assert.Single(await _bed.TakeAsync(_bed.Service, 1)).Message.Headers[WireHeaders.Replayed]);
    }

    [Fact]
    public async Task ReplayAsync_of_all_keeps_their_order()
    {
        await _bed.FailManyAsync(500);

        Assert.Equal(500, await Letters.ReplayAsync(DeadLetterFilter.All));

        var replayed = await _bed.TakeAsync(_bed.Service, 500);
        Assert.Equal(Enumerable.Range(0, 500).Select(Number), replayed.Select(delivery => delivery.Message.MessageId));
        Assert.Equal(0, await Letters.CountAsync());
    }

    [Fact]
    public async Task ReplayAsync_of_some_leaves_the_others_in_their_order()
    {
        await _bed.FailManyAsync(1_000, i => DeadLetterBed.Failed(
            _bed.Service, Number(i), (WireHeaders.FailureReason, i % 2 == 0 ? nameof(DeadLetterReason.Rejected) : nameof(DeadLetterReason.NoHandler))));

        Assert.Equal(500, await Letters.ReplayAsync(new DeadLetterFilter { Reason = DeadLetterReason.Rejected }));

        await _bed.ExpectReadyAsync(500, _bed.Service);
        Assert.Equal(Enumerable.Range(0, 500).Select(i => Number((2 * i) + 1)), await IdsInOrderAsync(500));
    }

    [Fact]
    public async Task ReplayAsync_by_two_operators_at_a_time_replays_each_once()
    {
        await _bed.FailManyAsync(2_000);

        var done = await Task.WhenAll(
            Letters.ReplayAsync(DeadLetterFilter.All), _bed.NewOperator().ReplayAsync(DeadLetterFilter.All));
        var left = await Letters.ReplayAsync(DeadLetterFilter.All);

        Assert.Equal(2_000, done.Sum() + left);
        var replayed = await _bed.TakeAsync(_bed.Service, 2_000);
        Assert.Equal(2_000, replayed.Select(delivery => delivery.Message.MessageId).Distinct().Count());
        await _bed.ExpectReadyAsync(0, _bed.Service);
    }

    [Fact]
    public async Task ReplayAsync_leaves_alone_what_fails_again_meanwhile()
    {
        await _bed.FailManyAsync(100);
        await using var service = await _broker.ConnectAsync(ConnectionPurpose.Consume, _ => { });
        await service.ConsumeAsync(_bed.Service, 100, delivery => _ = FailAgainAsync(delivery), _ => { });

        Assert.Equal(100, await Letters.ReplayAsync(DeadLetterFilter.All));

        async Task FailAgainAsync(Delivery delivery)
        {
            await _bed.FailAsync(delivery.Message.MessageId!, (WireHeaders.Replayed, 1L));
            delivery.Settle(Settlement.Ack);
        }
    }

    [Fact]
    public async Task ReplayAsync_that_finds_no_service_queue_loses_nothing()
    {
        await _bed.FailManyAsync(3);
        var letters = new DeadLetters(_broker, QueueNames.DeadLetters(_bed.Service), "nobody", [], NullLogger.Instance, TimeProvider.System);

        var error = await Assert.ThrowsAsync<DeadLetterException>(() => letters.ReplayAsync(DeadLetterFilter.All));

        Assert.Contains("there is no queue 'nobody'", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, error.Done);
        Assert.Equal(["0", "1", "2"], await IdsInOrderAsync(3));
    }

    [Fact]
    public async Task ReplayAsync_keeps_to_a_rate()
    {
        await _bed.FailManyAsync(11);
        var started = TimeProvider.System.GetTimestamp();

        await Letters.ReplayAsync(DeadLetterFilter.All, new ReplayOptions { MaxPerSecond = 50 });

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromMilliseconds(195), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task ReplayAsync_and_DeleteAsync_tell_of_their_progress()
    {
        await _bed.FailManyAsync(5);
        await _bed.FailAsync("5", (WireHeaders.Handler, "Billing.Handlers.Audit"));
        var replayed = new Progress();
        var deleted = new Progress();

        await Letters.ReplayAsync(new DeadLetterFilter { Handler = "*.Audit" }, new ReplayOptions { Progress = replayed });
        await Letters.DeleteAsync(DeadLetterFilter.All, deleted);

        Assert.Equal([1], replayed.Reports);
        Assert.Equal([1, 2, 3, 4, 5], deleted.Reports);
    }

    [Fact]
    public async Task ReplayAsync_refuses_a_rate_of_nothing()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Letters.ReplayAsync(DeadLetterFilter.All, new ReplayOptions { MaxPerSecond = 0 }));
    }

    [Fact]
    public async Task ReplayAsync_when_cancelled_gives_back_what_was_not_replayed()
    {
        await _bed.FailManyAsync(50);
        using var cancelled = new CancellationTokenSource();
        await using var service = await _broker.ConnectAsync(ConnectionPurpose.Consume, _ => { });
        await service.ConsumeAsync(_bed.Service, 100, _ => cancelled.Cancel(), _ => { });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Letters.ReplayAsync(DeadLetterFilter.All, new ReplayOptions { MaxPerSecond = 10 }, cancelled.Token));

        var left = await Letters.CountAsync();
        Assert.InRange(left, 1, 49);
        Assert.Equal(Enumerable.Range(50 - (int)left, (int)left).Select(Number), await IdsInOrderAsync((int)left));
    }

    [Fact]
    public async Task ReplayAsync_with_an_edit_sends_the_new_body_and_metadata()
    {
        await _bed.FailAsync("1", ("attempted-by", "robot"));
        var entry = Assert.Single((await Letters.ListAsync()).Entries);

        await Letters.ReplayAsync(entry.EntryId, new DeadLetterEdit
        {
            Body = Encoding.UTF8.GetBytes("corrected"),
            ContentType = "text/plain",
            Metadata = new Dictionary<string, object?> { ["tenant"] = "umbrella", ["attempted-by"] = null, ["ticket"] = 7 },
        });

        var message = Assert.Single(await _bed.TakeAsync(_bed.Service, 1)).Message;
        Assert.Equal("corrected", Encoding.UTF8.GetString(message.Body.Span));
        Assert.Equal("text/plain", message.ContentType);
        Assert.Equal("umbrella", message.Headers["tenant"]);
        Assert.Equal(7L, message.Headers["ticket"]);
        Assert.DoesNotContain("attempted-by", message.Headers.Keys);
        Assert.Equal(DeadLetterBed.Handler, message.Headers[WireHeaders.Handler]);
    }

    [Fact]
    public async Task ReplayAsync_with_an_edit_of_a_reserved_name_changes_nothing()
    {
        await _bed.FailAsync("1");
        var entry = Assert.Single((await Letters.ListAsync()).Entries);
        var edit = new DeadLetterEdit { Metadata = new Dictionary<string, object?> { [WireHeaders.Handler] = null } };

        await Assert.ThrowsAsync<ArgumentException>(() => Letters.ReplayAsync(entry.EntryId, edit));

        Assert.Equal(["1"], await IdsInOrderAsync(1));
    }

    [Fact]
    public async Task A_dead_letter_that_the_broker_made_is_shown_as_such_and_can_be_replayed()
    {
        await _bed.PublishAsync(new OutgoingMessage("events", "billing.paid", new BrokerMessage
        {
            Body = "{}"u8.ToArray(),
            Headers = new Dictionary<string, object> { [WireHeaders.Kind] = "event" },
        }));
        await RejectAsync();

        var entry = await WaitForOneAsync();
        Assert.Equal(DeadLetterReason.Broker, entry.Reason);
        Assert.Equal("rejected", entry.BrokerReason);
        Assert.Equal("billing.paid", entry.Name);
        Assert.NotNull(entry.LastFailedAt);

        await Letters.ReplayAsync(entry.EntryId);
        var replayed = Assert.Single(await _bed.TakeAsync(_bed.Service, 1)).Message;
        Assert.Equal("events", replayed.Headers[WireHeaders.OriginalExchange]);
        Assert.Equal("billing.paid", replayed.Headers[WireHeaders.OriginalRoutingKey]);
        Assert.DoesNotContain(replayed.Headers.Keys, name => name.StartsWith("x-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReplayAsync_refuses_a_queue_that_only_a_header_names_unless_told_to_take_it()
    {
        var victim = $"victim-{Guid.NewGuid():N}";
        await _bed.DeclareAsync(victim);
        await _bed.PublishAsync(DeadBy("forged", victim));
        await _bed.FailAsync("honest");
        var forged = (await Letters.ListAsync()).Entries.Single(entry => entry.MessageId == "forged").EntryId;

        var one = await Assert.ThrowsAsync<DeadLetterException>(() => Letters.ReplayAsync(forged));
        var all = await Assert.ThrowsAsync<DeadLetterException>(() => Letters.ReplayAsync(DeadLetterFilter.All));

        Assert.Equal((0, 1), (one.Done, all.Done));
        Assert.All([one, all], error => Assert.Contains($"'{forged}' was not replayed: its header x-death names the queue '{victim}'", error.Message, StringComparison.Ordinal));
        Assert.Equal("honest", Assert.Single(await _bed.TakeAsync(_bed.Service, 1)).Message.MessageId);
        await _bed.ExpectReadyAsync(0, victim);
        await _bed.ExpectReadyAsync(1, QueueNames.DeadLetters(_bed.Service));

        Assert.Equal(1, await Letters.ReplayAsync(DeadLetterFilter.Entries(forged), new ReplayOptions { ToAnyQueue = true }));
        Assert.Equal("forged", Assert.Single(await _bed.TakeAsync(victim, 1)).Message.MessageId);
    }

    [Fact]
    public async Task ReplayAsync_returns_to_the_queues_of_handlers_and_of_raw_consumers()
    {
        var raw = $"raw-{Guid.NewGuid():N}";
        var events = PigeonProfile.EventQueue("paid", "Audit App");
        var options = new DistributionOptions { ServiceName = _bed.Service, Profile = WireProfile.Pigeon, Raw = new RawBusOptions { AppName = "Audit App" } };
        options.Raw.Consumers["one"] = new RawConsumerOptions { Queue = raw };
        options.Raw.Consumers["other"] = new RawConsumerOptions { Events = "paid" };
        var letters = DeadLetters.Of(_broker, options, HandlerRegistry.Empty, NullLogger.Instance, TimeProvider.System);
        foreach (var queue in new[] { raw, events })
        {
            await _bed.DeclareAsync(queue);
            await _bed.PublishAsync(DeadBy(queue, queue));
        }

        Assert.Equal(2, await letters.ReplayAsync(DeadLetterFilter.All));

        foreach (var queue in new[] { raw, events }) Assert.Equal(queue, Assert.Single(await _bed.TakeAsync(queue, 1)).Message.MessageId);
    }

    [Fact]
    public async Task DeleteAsync_deletes_one_some_or_all()
    {
        await _bed.FailManyAsync(5);
        await _bed.FailAsync("5", (WireHeaders.Handler, "Billing.Handlers.Audit"));
        var newest = (await Letters.ListAsync()).Entries;

        Assert.Equal(1, await Letters.DeleteAsync(DeadLetterFilter.Entries(newest[3].EntryId)));
        Assert.Equal(1, await Letters.DeleteAsync(new DeadLetterFilter { Handler = "*.Audit" }));
        Assert.Equal(["4", "3", "1", "0"], await FindAsync(DeadLetterFilter.All));
        Assert.Equal(4, await Letters.DeleteAsync(DeadLetterFilter.All));
        Assert.Equal(0, await Letters.CountAsync());
        await _bed.ExpectReadyAsync(0, _bed.Service);
    }

    [Fact]
    public async Task A_hundred_thousand_dead_letters_can_be_listed_replayed_and_deleted()
    {
        const int Many = 100_000;
        await _bed.FailManyAsync(Many);
        Assert.Equal(Many, await Letters.CountAsync());

        var page = await Letters.ListAsync(new DeadLetterQuery { Limit = 3 });
        Assert.Equal(["99999", "99998", "99997"], page.Entries.Select(entry => entry.MessageId));
        Assert.Equal(Many, page.Total);
        Assert.Equal("0", Assert.Single((await Letters.ListAsync(new DeadLetterQuery { Limit = 1, OldestFirst = true })).Entries).MessageId);

        await Letters.ReplayAsync(page.Entries[0].EntryId);
        Assert.Equal("99999", Assert.Single(await _bed.TakeAsync(_bed.Service, 1)).Message.MessageId);
        Assert.Equal(Many - 1, await Letters.CountAsync());

        Assert.Equal(Many - 1, await Letters.ReplayAsync(DeadLetterFilter.All));
        Assert.Equal(Enumerable.Range(0, 1_000).Select(Number), (await _bed.TakeAsync(_bed.Service, 1_000)).Select(one => one.Message.MessageId));
        await _bed.ExpectReadyAsync(Many - 1_001, _bed.Service);
        Assert.Equal(0, await Letters.CountAsync());
    }

    protected abstract Task<IBroker> ConnectAsync();

    /// <summary>A dead letter such as the broker makes one, which says that it was in a queue.</summary>
    private OutgoingMessage DeadBy(string id, string queue)
    {
        var letter = DeadLetterBed.Failed(_bed.Service, id, (WireHeaders.FailureReason, null));
        var death = new Dictionary<string, object> { ["queue"] = queue, ["reason"] = "rejected", ["exchange"] = "", ["routing-keys"] = new object[] { queue } };
        return letter with
        {
            Message = letter.Message with { Headers = new Dictionary<string, object>(letter.Message.Headers) { ["x-death"] = new object[] { death } } },
        };
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<IEnumerable<string?>> FindAsync(DeadLetterFilter filter) =>
        (await Letters.ListAsync(new DeadLetterQuery { Filter = filter })).Entries.Select(entry => entry.MessageId);

    /// <summary>Empties the dead letter queue, and tells what was in it.</summary>
    private async Task<IEnumerable<string?>> IdsInOrderAsync(int count)
    {
        var queue = QueueNames.DeadLetters(_bed.Service);
        await _bed.ExpectReadyAsync(count, queue);
        return (await _bed.TakeAsync(queue, count)).Select(delivery => delivery.Message.MessageId);
    }

    private async Task RejectAsync()
    {
        var rejected = new TaskCompletionSource();
        await using var connection = await _broker.ConnectAsync(ConnectionPurpose.Consume, _ => { });
        await connection.ConsumeAsync(_bed.Service, 1, Reject, _ => { });
        await rejected.Task.WaitAsync(TimeSpan.FromSeconds(30));

        void Reject(Delivery delivery)
        {
            delivery.Settle(Settlement.Reject);
            rejected.TrySetResult();
        }
    }

    private async Task<DeadLetterEntry> WaitForOneAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await Letters.CountAsync(cancellationToken: limit.Token) == 0) await Task.Yield();
        return Assert.Single((await Letters.ListAsync(cancellationToken: limit.Token)).Entries);
    }

    private sealed class Progress : IProgress<long>
    {
        public List<long> Reports { get; } = [];

        public void Report(long value) => Reports.Add(value);
    }
}
