namespace ActorBus.Benchmarks.Start;

/// <summary>What a host in a process of its own measured of itself.</summary>
/// <param name="Milliseconds">From the first line that builds the host to its first handled command.</param>
/// <param name="ProcessMilliseconds">From the start of the process to that command, so with the runtime.</param>
/// <param name="ProcessorMilliseconds">Processor time of the process until then, over all its threads.</param>
/// <param name="Methods">How many methods were compiled until then.</param>
/// <param name="Bytes">What was allocated until then.</param>
/// <param name="IdlePercent">Processor time while idle, in percent of a core; null when that was not measured.</param>
/// <param name="IdleBytesPerSecond">What was allocated while idle, per second; null when that was not measured.</param>
internal sealed record StartFigures(
    double Milliseconds, double ProcessMilliseconds, double ProcessorMilliseconds, long Methods, long Bytes,
    double? IdlePercent = null, double? IdleBytesPerSecond = null);
