using System.Collections.Concurrent;
using ActorBus.Pipeline;

namespace ActorBus.Tests;

public sealed class When_many_flows_run_at_the_same_time
{
    private const int Flows = 3_000;
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<int, ConcurrentQueue<string>> _ran = new();
    private RunningBuses? _buses;

    [Fact]
    public async Task Should_run_the_commands_of_each_in_its_own_order_and_hand_over_only_its_own()
    {
        // a dispatches b and c, b through an event dispatches d; in every third flow b fails, in every fifth c.
        await using var running = _buses = await RunningBuses.StartAsync(
            Handle.Command("a", async (Step step) =>
            {
                Note(step);
                await Task.Yield();
                await Task.WhenAll(EnqueueAsync(step.Flow, "b"), EnqueueAsync(step.Flow, "c"));
            }),
            Handle.Command("b", async (Step step) =>
            {
                Note(step);
                await _buses!.Events.DispatchAsync(step with { Name = "happened" }, Named("happened"));
                if (step.Flow % 3 == 0) throw new InvalidOperationException($"b {step.Flow}");
            }),
            Handle.Event("happened", async (Step step) =>
            {
                await Task.Yield();
                await EnqueueAsync(step.Flow, "d");
            }, "happened"),
            Handle.Command("c", async (Step step) =>
            {
                Note(step);
                await Task.Yield();
                if (step.Flow % 5 == 0) throw new InvalidOperationException($"c {step.Flow}");
            }) with
            { Concurrency = 2 },
            Handle.Command("d", Note) with { Concurrency = 1 });
        _buses.Commands.AttachFinalize(async context =>
        {
            await Task.Yield();
            var step = (Step)context.Message;
            _ran.GetOrAdd(step.Flow, _ => []).Enqueue($"/{step.Name}");
        });

        await Task.WhenAll(Enumerable.Range(0, Flows).Select(CheckAsync)).WaitAsync(Soon);

        Assert.Equal(0, _buses.Runtime.InFlight);
    }

    private async Task CheckAsync(int flow)
    {
        var error = await Record.ExceptionAsync(() => DispatchAsync(flow, "a"));
        string[] expected = flow % 3 == 0 ? ["a", "/a", "b", "/b"]
            : flow % 5 == 0 ? ["a", "/a", "b", "/b", "c", "/c"]
            : ["a", "/a", "b", "/b", "c", "/c", "d", "/d"];
        Assert.Equal(expected, _ran[flow]);
        if (flow % 3 != 0 && flow % 5 != 0)
        {
            Assert.Null(error);
            return;
        }

        var failed = Assert.IsType<CommandDispatchException>(error);
        Assert.Equal(flow % 3 == 0 ? $"b {flow}" : $"c {flow}", failed.InnerException!.Message);
        Assert.Equal(flow % 3 == 0 ? [new Step(flow, "c"), new Step(flow, "d")] : [new Step(flow, "d")], failed.PendingCommands.Select(pending => pending.Command));
        Assert.Equal(failed.PendingCommands.Select(pending => ((Step)pending.Command).Name), failed.PendingCommands.Select(pending => pending.Options.MessageName));
    }

    private Task EnqueueAsync(int flow, string name) => _buses!.Commands.EnqueueAsync(new Step(flow, name), Named(name));

    private Task DispatchAsync(int flow, string name) => _buses!.Commands.DispatchAsync(new Step(flow, name), Named(name));

    private static DispatchOptions Named(string name) => new() { MessageName = name };

    private void Note(Step step) => _ran.GetOrAdd(step.Flow, _ => []).Enqueue(step.Name);

    private sealed record Step(int Flow, string Name);
}
