using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Xunit;
using Xunit.Sdk;

namespace ActorBus.Actors.TestKit.Xunit2;

/// <summary>Fails tests the way xUnit does.</summary>
public class XunitAssertions : ITestKitAssertions
{
    /// <inheritdoc/>
    [DoesNotReturn]
    public void Fail(string format = "", params object?[] args) => throw FailException.ForFailure(Text(format, args));

    /// <inheritdoc/>
    public void AssertTrue([DoesNotReturnIf(false)] bool condition, string format = "", params object?[] args)
    {
        if (!condition)
            throw TrueException.ForNonTrueValue(Text(format, args), condition);
    }

    /// <inheritdoc/>
    public void AssertFalse([DoesNotReturnIf(true)] bool condition, string format = "", params object?[] args)
    {
        if (condition)
            throw FalseException.ForNonFalseValue(Text(format, args), condition);
    }

    /// <inheritdoc/>
    public void AssertEqual<T>(T expected, T actual, string format = "", params object?[] args)
    {
        try
        {
            Assert.Equal(expected, actual);
        }
        catch (EqualException exception)
        {
            var reason = Text(format, args);
            throw FailException.ForFailure(reason.Length == 0 ? exception.Message : $"{reason}{Environment.NewLine}{exception.Message}");
        }
    }

    /// <inheritdoc/>
    public void AssertEqual<T>(T expected, T actual, Func<T, T, bool> comparer, string format = "", params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(comparer);
        if (!comparer(expected, actual))
            Fail($"{Text(format, args)}{Environment.NewLine}Expected: {expected}{Environment.NewLine}Actual:   {actual}");
    }

    private static string Text(string format, object?[] args) =>
        args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args);
}
