namespace Quickstart.Orders;

/// <summary>One line of the input.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Bytes">What it holds, without its end.</param>
internal sealed record NumberedLine(long Number, ReadOnlyMemory<byte> Bytes);
