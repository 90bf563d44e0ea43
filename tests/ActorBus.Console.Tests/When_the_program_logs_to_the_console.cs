using System.Text.Json;
using ActorBus.Handlers;
using ActorBus.Hosting;
using ActorBus.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorBus.Verbs.Tests;

/// <summary>Exchanges the standard streams of the process, which no other test may use meanwhile.</summary>
[CollectionDefinition(nameof(When_the_program_logs_to_the_console), DisableParallelization = true)]
[Collection(nameof(When_the_program_logs_to_the_console))]
public sealed class When_the_program_logs_to_the_console : IDisposable
{
    private readonly (TextWriter Output, TextWriter Errors) _streams = (System.Console.Out, System.Console.Error);
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public When_the_program_logs_to_the_console()
    {
        System.Console.SetOut(_output);
        System.Console.SetError(_errors);
    }

    public void Dispose()
    {
        System.Console.SetOut(_streams.Output);
        System.Console.SetError(_streams.Errors);
    }

    [Fact]
    public async Task Should_log_to_standard_error_while_a_service_runs()
    {
        Assert.Equal(0, await Build().RunActorBusAsync("run", "billing", "-v", "--finish-when-no-messages").WaitAsync(TestHost.Limit));

        Assert.Empty(_output.ToString());
        Assert.Contains("Service 'billing'", _errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list", "--json")]
    [InlineData("topology", "show", "--json")]
    public async Task Should_keep_standard_output_for_the_document(params string[] arguments)
    {
        IHost? host = null;
        host = Build(bus => bus.ConfigureDistribution(options =>
        {
            host!.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Shop").LogWarning("from a logger");
            System.Console.WriteLine("from anybody");
        }));

        Assert.Equal(0, await host.RunActorBusAsync(arguments).WaitAsync(TestHost.Limit));

        JsonDocument.Parse(_output.ToString());
        Assert.Contains("from a logger", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("from anybody", _errors.ToString(), StringComparison.Ordinal);
        System.Console.Write("afterwards");
        Assert.EndsWith("afterwards", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_log_where_the_program_says_when_it_runs_without_a_verb()
    {
        var host = Build(bus => bus.Services.AddHostedService(provider => new RecordingService(
            () =>
            {
                provider.GetRequiredService<ILogger<When_the_program_logs_to_the_console>>().LogWarning("hello");
                provider.GetRequiredService<IHostApplicationLifetime>().StopApplication();
                return Task.CompletedTask;
            },
            () => Task.CompletedTask)));

        Assert.Equal(0, await host.RunActorBusAsync("--urls", "http://localhost:5000").WaitAsync(TestHost.Limit));

        Assert.Contains("hello", _output.ToString(), StringComparison.Ordinal);
    }

    private static IHost Build(Action<ActorBusBuilder>? configure = null)
    {
        var builder = TestHost.New();
        builder.Logging.AddSimpleConsole();
        builder.AddActorBus("billing", bus =>
        {
            bus.OnCommand("order", (string _) => { }, HandlerOptions.FromOutside);
            configure?.Invoke(bus);
        });
        return builder.Build();
    }
}
