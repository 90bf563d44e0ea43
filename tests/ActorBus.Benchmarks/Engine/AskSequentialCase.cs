namespace ActorBus.Benchmarks.Engine;

/// <summary>One ask after the other.</summary>
internal sealed class AskSequentialCase() : EngineCase("ask-sequential", 300_000)
{
    public override Func<Task> Actors(ActorSystem system)
    {
        var echo = system.ActorOf(Props.Create(() => new EchoActor()));
        return async () =>
        {
            for (var i = 0; i < Operations; i++)
                await echo.Ask<Token>(Message);
        };
    }

    public override Func<Task> Channels(CancellationToken end)
    {
        var echo = ChannelReaders.Start<TaskCompletionSource<Token>>(question => question.SetResult(Message), end);
        return async () =>
        {
            for (var i = 0; i < Operations; i++)
            {
                var question = new TaskCompletionSource<Token>(TaskCreationOptions.RunContinuationsAsynchronously);
                echo.Writer.TryWrite(question);
                await question.Task;
            }
        };
    }
}
