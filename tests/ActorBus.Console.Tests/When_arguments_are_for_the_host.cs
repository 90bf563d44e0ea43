using ActorBus.Hosting;
using ActorBus.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Console = ActorBus.Hosting.Tests.Support.Console;

namespace ActorBus.Verbs.Tests;

public sealed class When_arguments_are_for_the_host
{
    [Theory]
    [InlineData()]
    [InlineData("--urls", "http://localhost:5000")]
    [InlineData("--urls=http://localhost:5000", "list")]
    [InlineData("--environment", "Development")]
    [InlineData("--environment=Development", "--contentRoot=/app", "--applicationName=Shop")] // What WebApplicationFactory passes.
    [InlineData("--version", "2")]
    [InlineData("-x")]
    public async Task Should_run_the_host_as_it_is(params string[] arguments)
    {
        var console = new Console();
        var started = false;
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.OnCommand("order", (string _) => { }));
        builder.Services.AddHostedService(services => new RecordingService(
            () =>
            {
                started = true;
                var lifetime = services.GetRequiredService<IHostApplicationLifetime>();
                lifetime.ApplicationStarted.Register(lifetime.StopApplication);
                return Task.CompletedTask;
            },
            () => Task.CompletedTask));

        Assert.Equal(0, await console.RunAsync(builder.Build(), arguments));

        Assert.True(started);
        Assert.Empty(console.Output + console.Errors);
    }
}
