using ActorBus.Benchmarks;
using ActorBus.Benchmarks.Bus;
using ActorBus.Benchmarks.Engine;
using ActorBus.Benchmarks.RabbitMq;

if (args is not ["engine" or "bus" or "rabbitmq", .. var rest])
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

var options = Options.Parse(rest);
var results = args[0] switch
{
    "bus" => await BusBenchmark.RunAsync(options),
    "rabbitmq" => await RabbitMqBenchmark.RunAsync(options),
    _ => await EngineBenchmark.RunAsync(options),
};
ResultTable.Print(results);
if (options.Json is { } file)
    ResultTable.Write(results, file);
return 0;
