namespace ActorBus.Benchmarks.Engine;

/// <summary>A thousand callers that each ask one time after the other.</summary>
internal sealed class AskConcurrentCase() : EngineCase("ask-concurrent", 1_000_000)
{
    private const int Callers = 1_000;

    public override Func<Task> Actors(ActorSystem system)
    {
        var echo = system.ActorOf(Props.Create(() => new EchoActor()));
        return () => Together(() => echo.Ask<Token>(Message));
    }

    public override Func<Task> Channels(CancellationToken end)
    {
        var echo = ChannelReaders.Start<TaskCompletionSource<Token>>(question => question.SetResult(Message), end);
        return () => Together(() =>
        {
            var question = new TaskCompletionSource<Token>(TaskCreationOptions.RunContinuationsAsynchronously);
            echo.Writer.TryWrite(question);
            return question.Task;
        });
    }

    private Task Together(Func<Task<Token>> ask)
    {
        var callers = new Task[Callers];
        for (var i = 0; i < Callers; i++)
            callers[i] = Task.Run(() => AskAsync(ask, Operations / Callers));
        return Task.WhenAll(callers);
    }

    private static async Task AskAsync(Func<Task<Token>> ask, int times)
    {
        for (var i = 0; i < times; i++)
            await ask();
    }
}
