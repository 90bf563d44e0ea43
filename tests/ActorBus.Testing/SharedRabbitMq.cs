
namespace ActorBus.Testing;

/// <summary>The broker that all tests share: the one named by <c>ACTORBUS_TEST_AMQP</c>, or a private node for this process.</summary>
public static class SharedRabbitMq
{
    private static readonly Lazy<Task<string>> Address = new(FindAsync);

    /// <summary>Its address with user and password.</summary>
    public static Task<string> UriAsync() => Address.Value;

    private static async Task<string> FindAsync()
    {
        if (Environment.GetEnvironmentVariable("ACTORBUS_TEST_AMQP") is { Length: > 0 } given)
            return given;
        var node = await RabbitMqNode.StartNewAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => node.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(20));
        return node.Uri;
    }
}
