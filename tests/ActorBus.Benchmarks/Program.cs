using System.CommandLine;
using ActorBus.Benchmarks;

// Who stops a broker that was started here listens to signals itself.
var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
try
{
    return await CommandLine.Create().Parse(args).InvokeAsync(invocation);
}
catch (Exception error) when (error is ArgumentException or IOException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 2;
}
