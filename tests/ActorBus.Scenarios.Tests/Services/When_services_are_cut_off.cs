using System.Collections.Concurrent;
using System.Text;
using ActorBus.Brokers;
using ActorBus.InMemory;
using ActorBus.Chaos.Histories;
using ActorBus.Distribution;

namespace ActorBus.Scenarios.Tests.Services;

public sealed class When_services_are_cut_off : IAsyncLifetime
{
    private const string DeadLetters = AccountedService.Name + ".dead-letters";
    private const int Messages = 600;
    private const int Window = 60;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly ConcurrentQueue<HistoryEvent> _history = new();
    private readonly InMemoryBroker _broker = new(new InMemoryBrokerOptions { ConfirmTimeout = TimeSpan.FromMilliseconds(200) });
    private readonly List<AccountedService> _services = [];

    public async Task InitializeAsync()
    {
        for (var number = 1; number <= 2; number++)
            _services.Add(await AccountedService.StartAsync($"billing{number}", _broker, _history, failPercent: 15));
    }

    public async Task DisposeAsync()
    {
        foreach (var service in _services) await service.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Should_handle_or_dead_letter_every_message_that_was_confirmed(int seed)
    {
        var chance = new Random(seed);
        for (var sent = 0; sent < Messages; sent += Window)
        {
            var sending = Enumerable.Range(sent + 1, Window).Select(number => SendAsync(new MessageRef("shop", number))).ToArray();
            await InjectAsync(chance.Next(6), chance);
            await Task.WhenAll(sending).WaitAsync(Deadline);
        }

        await WaitUntilEmptyAsync().WaitAsync(Deadline);
        foreach (var letter in await _broker.Control.PeekAsync(DeadLetters, int.MaxValue))
        {
            var message = MessageRef.Parse(Encoding.UTF8.GetString(letter.Message.Body.Span));
            _history.Enqueue(new HistoryEvent.LeftOver(message, DeadLetters));
        }

        var verdict = HistoryChecker.Check([.. _history]);
        Assert.True(verdict.IsGood, $"seed {seed}: {verdict}");
        Assert.Equal(Messages, _history.Count(happened => happened is HistoryEvent.PublishEnded { Status: PublishStatus.Confirmed }));
        Assert.Equal(0, await _broker.Control.CountDroppedAsync());
    }

    private async Task SendAsync(MessageRef message)
    {
        _history.Enqueue(new HistoryEvent.PublishStarted(message, AccountedService.Name));
        var status = PublishStatus.Confirmed;
        try
        {
            await _services[0].Bus.SendCommandAsync(AccountedService.Name, AccountedService.Command, $"{message}");
        }
        catch (DeliveryFailedException error)
        {
            status = error.Status;
        }

        _history.Enqueue(new HistoryEvent.PublishEnded(message, AccountedService.Name, status));
    }

    private async Task InjectAsync(int kind, Random chance)
    {
        var control = _broker.Control;
        switch (kind)
        {
            case 0:
                await control.CloseConnectionsAsync("cut");
                break;
            case 1:
                await control.CloseConnectionsAsync("cut", ConnectionPurpose.Publish);
                break;
            case 2:
                await control.CloseConnectionsAsync("cut", ConnectionPurpose.Consume);
                break;
            case 3:
                await control.DropConfirmsAsync(chance.Next(1, 5));
                break;
            case 4:
                await control.BlockAsync("low on memory");
                await control.CloseConnectionsAsync("cut while blocked", ConnectionPurpose.Consume);
                await control.UnblockAsync();
                break;
            default:
                await control.StopAsync("restart");
                await control.StartAsync();
                break;
        }
    }

    // Idle is not enough: between two connections of a consumer nobody consumes, and delay queues wait for their time.
    private async Task WaitUntilEmptyAsync()
    {
        while ((await _broker.Control.ListQueuesAsync()).Any(queue => queue.Name != DeadLetters && queue.Ready + queue.Unsettled > 0))
            await Task.Yield();
    }
}
