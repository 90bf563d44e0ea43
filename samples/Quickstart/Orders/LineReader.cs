using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Quickstart.Orders;

/// <summary>Splits bytes into lines, whatever their encoding: a broken line cannot spoil the next one.</summary>
internal static class LineReader
{
    private const int LongestLine = 64 * 1024 * 1024;

    /// <summary>The lines, numbered from 1, without their ends; the last one need not have an end.</summary>
    public static async IAsyncEnumerable<NumberedLine> ReadAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        for (var number = 0L; ;)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                yield return Line(++number, rest.Slice(0, end));
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (rest.Length > LongestLine)
                throw new InvalidDataException($"Line {number + 1} is longer than {LongestLine} bytes. Split the input into lines.");

            if (read.IsCompleted)
            {
                if (!rest.IsEmpty) yield return Line(++number, rest);
                yield break;
            }

            reader.AdvanceTo(rest.Start, rest.End);
        }
    }

    private static NumberedLine Line(long number, ReadOnlySequence<byte> bytes)
    {
        ReadOnlyMemory<byte> line = bytes.ToArray();
        if (number == 1 && line.Span.StartsWith("\uFEFF"u8)) line = line[3..];
        return new NumberedLine(number, line.Span.EndsWith("\r"u8) ? line[..^1] : line);
    }
}
