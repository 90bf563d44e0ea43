using System.Threading.Channels;

namespace ActorBus.Hosting.Tests.Support;

/// <summary>A handler that says what it got and goes on when the test lets it.</summary>
public sealed class Orders
{
    private readonly Channel<string> _taken = Channel.CreateUnbounded<string>();

    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task TakeAsync(string order)
    {
        await _taken.Writer.WriteAsync(order);
        await Gate.Task;
    }

    public async Task<string> NextAsync() => await _taken.Reader.ReadAsync().AsTask().WaitAsync(TestHost.Limit);

    public int Waiting => _taken.Reader.Count;
}
