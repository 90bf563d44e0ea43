using Quickstart.Counting;

namespace Quickstart;

/// <summary>Shows on a terminal how far it is; anywhere else says nothing.</summary>
internal sealed class Progress : IAsyncDisposable
{
    private readonly PeriodicTimer _timer = new(TimeSpan.FromMilliseconds(200));
    private readonly Task _showing;

    /// <summary>Begins to show.</summary>
    public Progress(Tally tally) => _showing = Console.IsErrorRedirected ? Task.CompletedTask : ShowAsync(tally);

    /// <summary>Ends it and clears the line.</summary>
    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _showing;
        if (!Console.IsErrorRedirected) await Console.Error.WriteAsync("\r\e[K");
    }

    private async Task ShowAsync(Tally tally)
    {
        while (await _timer.WaitForNextTickAsync())
        {
            var now = tally.Now;
            await Console.Error.WriteAsync(
                $"\r\e[K{now.Lines} lines, {now.Sent} sent, {now.Handled + now.DeadLettered} of {now.Expected} done, {now.Retried} retried");
        }
    }
}
