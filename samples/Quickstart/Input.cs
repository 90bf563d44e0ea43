namespace Quickstart;

/// <summary>Finds the input of a run.</summary>
internal static class Input
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Opens the input that was said.</summary>
    /// <exception cref="CommandLineException">It cannot be read.</exception>
    public static Stream Open(string input)
    {
        try
        {
            return input == "-" ? Console.OpenStandardInput() : File.OpenRead(input);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandLineException($"The input '{input}' cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Opens what is piped into the program, or, where nothing is, the orders that come with it.</summary>
    /// <remarks>Standard input that is no terminal may still have nobody who writes to it: then nothing comes within a second.</remarks>
    public static async Task<Stream> OpenPipedOrShippedAsync()
    {
        if (Console.IsInputRedirected)
        {
            var piped = Console.OpenStandardInput();
            var first = new byte[4096];
            var reading = Task.Run(() => piped.Read(first, 0, first.Length));
            if (await Task.WhenAny(reading, Task.Delay(Patience)) == reading && await reading is > 0 and var count)
                return new PrefixedStream(first.AsMemory(0, count), piped);
        }

        return Open(Path.Combine(AppContext.BaseDirectory, "orders.jsonl"));
    }
}
