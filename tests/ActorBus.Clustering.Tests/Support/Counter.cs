using System.Threading.Channels;
using ActorBus.Handlers;

namespace ActorBus.Clustering.Tests.Support;

/// <summary>The handlers of a node, with what they got.</summary>
internal sealed class Counter(string node)
{
    private readonly Channel<int> _taken = Channel.CreateUnbounded<int>();
    private int _total;
    private int _ended;

    public TaskCompletionSource? Gate { get; set; }

    /// <summary>How many handlers have ended.</summary>
    public int Ended => Volatile.Read(ref _ended);

    public void Register(ActorBusBuilder bus) => bus
        .OnCommand("counter.add", (AddOne command) => AddAsync(command), HandlerOptions.FromOutside)
        .OnCommand("counter.fail", (Func<string, Task>)FailAsync, HandlerOptions.FromOutside)
        .OnEvent("counter.seen", (AddOne seen) => AddAsync(seen), HandlerOptions.FromOutside)
        .OnQuery("counter.total", (GetTotal _) => new Total(Volatile.Read(ref _total), node), HandlerOptions.FromOutside);

    public Task<int> NextAsync() => _taken.Reader.ReadAsync().AsTask().WaitAsync(Nodes.Limit);

    private static Task FailAsync(string why) => throw new InvalidOperationException(why);

    private async Task AddAsync(AddOne command)
    {
        Interlocked.Add(ref _total, command.Number);
        await _taken.Writer.WriteAsync(command.Number);
        if (Gate is { } gate) await gate.Task;
        Interlocked.Increment(ref _ended);
    }
}
