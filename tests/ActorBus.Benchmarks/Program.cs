using ActorBus.Benchmarks;
using ActorBus.Benchmarks.Bus;
using ActorBus.Benchmarks.RabbitMq;

if (args is not ["bus" or "rabbitmq", .. var rest])
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

var options = Options.Parse(rest);
var results = args[0] switch
{
    "bus" => await BusBenchmark.RunAsync(options),
    _ => await RabbitMqBenchmark.RunAsync(options),
};
ResultTable.Print(results);
if (options.Json is { } file)
    ResultTable.Write(results, file);
return 0;
