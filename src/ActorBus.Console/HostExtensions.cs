using ActorBus.Hosting.Verbs;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Hosting;

/// <summary>The console verbs of a program that hosts ActorBus.</summary>
public static class HostExtensions
{
    /// <summary>Carries out <c>list</c> or <c>run &lt;service&gt;</c>; without arguments runs the host with all its services.</summary>
    /// <remarks>
    /// SIGTERM and SIGINT let what is under way end; the exit code is then 0. It is 1 when a service stopped at a failure, 2 when
    /// it could not begin: bad arguments, bad configuration, no broker. The reason is on the standard error stream.
    /// </remarks>
    /// <param name="host">The host; it is not started yet, and disposed at the end.</param>
    /// <param name="arguments">The arguments of the program.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunActorBusAsync(this IHost host, params IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(arguments);
        return new ConsoleVerbs(host, System.Console.Out, System.Console.Error).RunAsync(arguments);
    }
}
