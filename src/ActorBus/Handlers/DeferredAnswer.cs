namespace ActorBus.Handlers;

/// <summary>Runs a handler that takes a <see cref="QueryDeferred"/>: it ends with the settlement, whenever that comes.</summary>
internal static class DeferredAnswer
{
    public static async ValueTask<object?> RunAsync(
        Func<HandlerInvocation, QueryDeferred, ValueTask<object?>> run, HandlerInvocation invocation)
    {
        var deferred = new QueryDeferred();
        try
        {
            await run(invocation, deferred).ConfigureAwait(false);
        }
        catch (Exception error) when (deferred.IsSettled)
        {
            // The first settlement counts, also when it is a rejection.
            if (deferred.Answer.IsCompletedSuccessfully) throw new AnsweredThenFailedException(deferred.Answer.Result, error);
        }

        return await deferred.Answer.WaitAsync(invocation.CancellationToken).ConfigureAwait(false);
    }
}
