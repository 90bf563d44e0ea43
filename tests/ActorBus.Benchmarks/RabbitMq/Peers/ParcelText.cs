using System.Collections.Concurrent;

namespace ActorBus.Benchmarks.RabbitMq.Peers;

/// <summary>Text that takes the place of a body, for buses that send objects.</summary>
internal static class ParcelText
{
    private static readonly ConcurrentDictionary<int, string> Texts = new();

    /// <summary>Returns text of the length that the body has after its timestamp.</summary>
    public static string For(byte[] body) => Texts.GetOrAdd(body.Length, length => new string('x', length - sizeof(long)));
}
