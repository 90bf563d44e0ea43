using System.Globalization;

namespace ActorBus.Chaos;

/// <summary>The processes that consume, and the files in which they note what they have handled.</summary>
internal sealed class WorkerPool : IAsyncDisposable
{
    private readonly string _brokerUri;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorbus-chaos-");
    private readonly WorkerProcess?[] _workers;
    private int _started;

    private WorkerPool(string brokerUri, int count)
    {
        _brokerUri = brokerUri;
        _workers = new WorkerProcess?[count];
    }

    /// <summary>Starts them.</summary>
    public static async Task<WorkerPool> StartAsync(string brokerUri, int count)
    {
        var pool = new WorkerPool(brokerUri, count);
        // The first one makes the queues.
        pool._workers[0] = await pool.StartOneAsync();
        await Task.WhenAll(Enumerable.Range(1, count - 1).Select(pool.ReplaceAsync));
        return pool;
    }

    /// <summary>Kills one and starts another in its place.</summary>
    public async Task ReplaceAsync(int index)
    {
        if (_workers[index] is { } old) await old.DisposeAsync();
        _workers[index] = await StartOneAsync();
    }

    /// <summary>Ends them in good order.</summary>
    /// <returns>Their exit codes.</returns>
    public Task<int[]> TerminateAsync() => Task.WhenAll(_workers.OfType<WorkerProcess>().Select(worker => worker.TerminateAsync()));

    /// <summary>What all of them have handled, also those that were killed.</summary>
    public IEnumerable<(int Number, string Worker)> Handled() =>
        from file in _folder.EnumerateFiles()
        from line in File.ReadAllLines(file.FullName)
        select (int.Parse(line, CultureInfo.InvariantCulture), file.Name);

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers.OfType<WorkerProcess>()) await worker.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private Task<WorkerProcess> StartOneAsync() =>
        WorkerProcess.StartAsync(_brokerUri, Path.Combine(_folder.FullName, $"worker-{Interlocked.Increment(ref _started)}"));
}
