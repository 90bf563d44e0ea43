using System.Globalization;

namespace ActorBus.Benchmarks.Reports;

/// <summary>A goal of the project and what a run came to.</summary>
/// <param name="Name">The goal.</param>
/// <param name="Case">The case.</param>
/// <param name="Wanted">The number to keep to.</param>
/// <param name="Measured">The number of the run.</param>
/// <param name="AtLeast">True when more is better.</param>
internal sealed record Goal(string Name, string Case, double Wanted, double Measured, bool AtLeast)
{
    /// <summary>True when the run keeps to it.</summary>
    public bool IsMet => AtLeast ? Measured >= Wanted : Measured <= Wanted;

    /// <summary>The row of the Markdown table.</summary>
    public string Row => string.Create(
        CultureInfo.InvariantCulture, $"| {Name} | {Case} | {(AtLeast ? ">=" : "<=")} {Text(Wanted)} | {Text(Measured)} | {Verdict} |");

    private string Verdict => IsMet ? "met" : string.Create(CultureInfo.InvariantCulture, $"missed by {100 * Distance:0} %");

    private double Distance => AtLeast ? 1 - (Measured / Wanted) : (Measured / Wanted) - 1;

    private static string Text(double number) => number.ToString(number < 100 ? "0.##" : "N0", CultureInfo.InvariantCulture);
}
