using ActorBus.Hosting.Verbs;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Hosting;

/// <summary>Extends hosts with the console verbs of ActorBus.</summary>
public static class HostExtensions
{
    /// <summary>
    /// Runs the verb in the program's arguments: <c>list</c>, <c>run &lt;service&gt;</c>, <c>dead-letters</c> or <c>topology</c>. Without a verb,
    /// runs the host with all its services.
    /// </summary>
    /// <remarks>
    /// Only a first argument without dashes is a verb, and <c>--help</c>, <c>-h</c> and <c>--version</c> are handled; all other arguments, such as
    /// <c>--urls http://localhost:5000</c>, belong to the host. While a verb runs, the console logger writes to standard error. On SIGTERM and SIGINT
    /// running handlers complete, and the exit code is 0. The exit code is 1 when a service stopped because of a failure, dead letters could not be
    /// replayed or deleted, or the topology of the broker differs; and 2 when nothing could be started: invalid arguments, invalid configuration or
    /// no broker. The reason is written to standard error.
    /// </remarks>
    /// <param name="host">The host; it must not have been started, and is disposed at the end.</param>
    /// <param name="arguments">The arguments of the program.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunActorBusAsync(this IHost host, params IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(arguments);
        var output = System.Console.Out;
        var verbs = new ConsoleVerbs(host, output, System.Console.Error, Terminal.Find());
        if (ConsoleVerbs.StartsHost(arguments)) return await verbs.RunAsync(arguments).ConfigureAwait(false);

        // Anything else that writes to the console, such as the logger of another library, would corrupt machine-readable output.
        System.Console.SetOut(System.Console.Error);
        try
        {
            return await verbs.RunAsync(arguments).ConfigureAwait(false);
        }
        finally
        {
            System.Console.SetOut(output);
        }
    }
}
