using ActorBus.Hosting.Verbs;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Hosting;

/// <summary>Extends hosts with the console verbs of ActorBus.</summary>
public static class HostExtensions
{
    /// <summary>
    /// Carries out the verb that the program was started with: <c>list</c>, <c>run &lt;service&gt;</c>, <c>dead-letters</c> or <c>topology</c>.
    /// Without one, runs the host with all its services.
    /// </summary>
    /// <remarks>
    /// Only a first argument without dashes is a verb, and <c>--help</c>, <c>-h</c> and <c>--version</c> are answered; all others, such as
    /// <c>--urls http://localhost:5000</c>, belong to the host. While a verb works, what the console logger writes goes to standard error.
    /// SIGTERM and SIGINT let what is under way finish; the exit code is then 0. It is 1 when a service stopped at a failure, dead letters
    /// could not be replayed or deleted, or the broker's topology differs; 2 when it could not begin: bad arguments, bad configuration, no
    /// broker. The reason is on standard error.
    /// </remarks>
    /// <param name="host">The host; it must not be started yet, and is disposed at the end.</param>
    /// <param name="arguments">The arguments of the program.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunActorBusAsync(this IHost host, params IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(arguments);
        var output = System.Console.Out;
        var verbs = new ConsoleVerbs(host, output, System.Console.Error, Terminal.Find());
        if (ConsoleVerbs.StartsHost(arguments)) return await verbs.RunAsync(arguments).ConfigureAwait(false);

        // Whatever else writes to the console, such as another library's logger, would spoil a document for a program.
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
