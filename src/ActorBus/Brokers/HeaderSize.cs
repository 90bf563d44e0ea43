using System.Text;

namespace ActorBus.Brokers;

/// <summary>The size of headers as AMQP writes them, in bytes: the one measure by which they are sent, received and stored.</summary>
internal static class HeaderSize
{
    /// <summary>Returns the size of a header table without its length.</summary>
    public static int Of(IReadOnlyDictionary<string, object> headers)
    {
        var size = 0;
        foreach (var (key, value) in headers.AsTable()) size += Of(key, value);
        return size;
    }

    /// <summary>Returns the size of one header.</summary>
    public static int Of(string key, object? value) => Encoding.UTF8.GetByteCount(key) + 1 + Of(value);

    private static int Of(object? value) => value switch
    {
        string text => Encoding.UTF8.GetByteCount(text) + 5,
        byte[] bytes => bytes.Length + 5,
        object[] list => list.Sum(Of) + 5,
        IReadOnlyDictionary<string, object> map => Of(map) + 5,
        bool => 2,
        null => 1,
        _ => 9,
    };
}
