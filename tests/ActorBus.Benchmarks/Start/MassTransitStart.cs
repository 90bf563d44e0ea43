using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Benchmarks.Start;

/// <summary>A host with MassTransit over its in-memory transport.</summary>
internal static class MassTransitStart
{
    /// <summary>Starts it, publishes the first command and waits until it is consumed.</summary>
    public static async Task<IHost> StartAsync()
    {
        var consumed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var host = await ServiceHost.StartAsync(builder => builder.Services.AddSingleton(consumed).AddMassTransit(bus =>
        {
            bus.AddConsumer<FirstCommandConsumer>();
            bus.UsingInMemory((context, memory) => memory.ConfigureEndpoints(context));
        }));
        await host.Services.GetRequiredService<IBus>().Publish(new FirstCommand(1));
        await consumed.Task;
        return host;
    }

    internal sealed class FirstCommandConsumer(TaskCompletionSource consumed) : IConsumer<FirstCommand>
    {
        public Task Consume(ConsumeContext<FirstCommand> context)
        {
            consumed.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
