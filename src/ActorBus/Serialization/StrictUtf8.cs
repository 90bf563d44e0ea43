using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ActorBus.Serialization;

/// <summary>Reads and writes UTF-8, refusing invalid input instead of replacing it.</summary>
internal static class StrictUtf8
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Refuses a body that is not UTF-8.</summary>
    /// <exception cref="MessageConversionException">The body is not UTF-8; the message names the byte.</exception>
    public static void RefuseInvalid(ReadOnlySpan<byte> body, Type type)
    {
        if (Utf8.IsValid(body)) return;
        throw new MessageConversionException(
            $"The body cannot be read as {type}: byte {FirstInvalidByte(body)} of {body.Length} is not valid UTF-8. "
            + "Have the sender write UTF-8, or take the body as byte[].");
    }

    /// <summary>Returns the text of a body.</summary>
    /// <exception cref="MessageConversionException">The body is not UTF-8.</exception>
    public static string Read(ReadOnlySpan<byte> body, Type type)
    {
        RefuseInvalid(body, type);
        return Encoding.GetString(body);
    }

    /// <summary>Returns the body for a text.</summary>
    /// <exception cref="MessageConversionException">The text contains half a surrogate pair.</exception>
    public static byte[] Write(string text)
    {
        try
        {
            return Encoding.GetBytes(text);
        }
        catch (EncoderFallbackException error)
        {
            throw new MessageConversionException(
                $"A text of {text.Length} characters cannot be written as UTF-8: character {error.Index} is half a surrogate "
                + "pair. Remove it, or send bytes.");
        }
    }

    private static int FirstInvalidByte(ReadOnlySpan<byte> body)
    {
        var position = 0;
        while (Rune.DecodeFromUtf8(body[position..], out _, out var length) == OperationStatus.Done) position += length;
        return position;
    }
}
