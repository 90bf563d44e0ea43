using System.Text;
using ActorBus.Brokers;

namespace ActorBus.Distribution.Profiles;

/// <summary>Estimates the size of headers on the wire in bytes.</summary>
internal static class HeaderSize
{
    /// <summary>Returns the size of a header table.</summary>
    public static int Of(IReadOnlyDictionary<string, object> headers)
    {
        var size = 0;
        foreach (var (key, value) in headers.AsTable()) size += Of(key, value);
        return size;
    }

    /// <summary>Returns the size of one header.</summary>
    public static int Of(string key, object? value) => Encoding.UTF8.GetByteCount(key) + 2 + Of(value);

    private static int Of(object? value) => value switch
    {
        string text => Encoding.UTF8.GetByteCount(text) + 4,
        byte[] bytes => bytes.Length + 4,
        object[] list => list.Sum(Of) + 4,
        IReadOnlyDictionary<string, object> map => Of(map) + 4,
        _ => 9,
    };
}
