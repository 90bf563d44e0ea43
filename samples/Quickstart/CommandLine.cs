namespace Quickstart;

/// <summary>What the program was told to do.</summary>
/// <param name="Input">The input: a file, <c>-</c> for standard input, or null where none is given.</param>
/// <param name="Broker">The address of RabbitMQ; null for the broker in this process.</param>
/// <param name="Ledgers">The folder where a process keeps what it has counted.</param>
/// <param name="Verb">A verb of ActorBus with its arguments; empty for what this program does itself.</param>
internal sealed record CommandLine(string? Input, string? Broker, string Ledgers, IReadOnlyList<string> Verb)
{
    /// <summary>Whether the verb is only asked for its help, and needs neither broker nor ledger.</summary>
    public bool IsHelp => Verb.Any(word => word is "--help" or "-h" or "-?");
}
