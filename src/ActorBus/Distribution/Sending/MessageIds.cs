using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ActorBus.Distribution.Sending;

/// <summary>Generates message ids.</summary>
internal static class MessageIds
{
    /// <summary>Returns a new id that sorts by time (UUID version 7).</summary>
    public static string New() => Guid.CreateVersion7().ToString("D");

    /// <summary>
    /// Returns the id of the n-th message that one handler sends for one message (UUID version 8, from SHA-256). The id is the same when the message
    /// is handled again after a crash, so receivers can recognize the copy.
    /// </summary>
    public static string Derive(string parentId, string handler, int ordinal)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{parentId}\n{handler}\n{ordinal}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(
            BinaryPrimitives.ReadInt32BigEndian(hash), BinaryPrimitives.ReadInt16BigEndian(hash[4..]),
            BinaryPrimitives.ReadInt16BigEndian(hash[6..]), hash[8], hash[9], hash[10], hash[11], hash[12], hash[13], hash[14],
            hash[15]).ToString("D");
    }
}
