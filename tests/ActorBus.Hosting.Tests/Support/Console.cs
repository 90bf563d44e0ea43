using ActorBus.Hosting.Verbs;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Hosting.Tests.Support;

/// <summary>Carries out command lines and keeps what they write.</summary>
internal sealed class Console
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    /// <summary>Everything written so far.</summary>
    public string Output => _output.ToString();

    /// <summary>Every error written so far.</summary>
    public string Errors => _errors.ToString();

    /// <summary>Carries out a command line of a program and disposes it.</summary>
    public async Task<int> RunAsync(IHost host, params string[] arguments) =>
        await new ConsoleVerbs(host, _output, _errors).RunAsync(arguments).WaitAsync(TestHost.Limit);
}
