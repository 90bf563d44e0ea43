using ActorBus.Benchmarks;
using ActorBus.Benchmarks.Bus;
using ActorBus.Benchmarks.Engine;

// engine|bus [--json FILE] [--rounds N] [--case NAME]
if (args is not ["engine" or "bus", .. var rest])
{
    Console.Error.WriteLine("usage: engine|bus [--json FILE] [--rounds N] [--case NAME]");
    return 2;
}

var options = Options.Parse(rest);
var results = args[0] == "bus" ? await BusBenchmark.RunAsync(options) : await EngineBenchmark.RunAsync(options);
ResultTable.Print(results);
if (options.Json is { } file)
    ResultTable.Write(results, file);
return 0;
