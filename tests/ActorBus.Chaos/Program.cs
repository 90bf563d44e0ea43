using System.Globalization;
using ActorBus.Chaos;

return args switch
{
    ["worker", var broker, var ledger] => await Worker.RunAsync(broker, ledger, Worker.DeliveryLimit, Worker.Prefetch),
    ["worker", var broker, var ledger, var limit] => await Worker.RunAsync(broker, ledger, int.Parse(limit, CultureInfo.InvariantCulture), prefetch: 1),
    ["chaos", .. var rest] => await RunAsync(rest),
    _ => Usage(),
};

static async Task<int> RunAsync(string[] arguments)
{
    ChaosOptions options;
    try
    {
        options = ChaosOptions.Parse(arguments);
    }
    catch (ArgumentException error)
    {
        Console.Error.WriteLine(error.Message);
        return 2;
    }

    await using var run = await ChaosRun.StartAsync(options);
    var report = await run.RunAsync();
    Console.WriteLine(report);
    return report.IsGood ? 0 : 1;
}

static int Usage()
{
    Console.Error.WriteLine("chaos [--messages N] [--seed N] [--workers N] [--pause MILLISECONDS] [--faults broker,connections,workers] | worker BROKER LEDGER [DELIVERY-LIMIT]");
    return 2;
}
