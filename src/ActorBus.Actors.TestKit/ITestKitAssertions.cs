using System.Diagnostics.CodeAnalysis;

namespace ActorBus.Actors.TestKit;

/// <summary>How a test framework is told of a failure.</summary>
public interface ITestKitAssertions
{
    /// <summary>Fails the test.</summary>
    /// <param name="format">The reason, a composite format.</param>
    /// <param name="args">The values for the format.</param>
    [DoesNotReturn]
    void Fail(string format = "", params object?[] args);

    /// <summary>Fails the test unless the condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="format">The reason, a composite format.</param>
    /// <param name="args">The values for the format.</param>
    void AssertTrue([DoesNotReturnIf(false)] bool condition, string format = "", params object?[] args);

    /// <summary>Fails the test if the condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="format">The reason, a composite format.</param>
    /// <param name="args">The values for the format.</param>
    void AssertFalse([DoesNotReturnIf(true)] bool condition, string format = "", params object?[] args);

    /// <summary>Fails the test unless the values are equal; sequences are compared by their elements.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="expected">What was expected.</param>
    /// <param name="actual">What came.</param>
    /// <param name="format">The reason, a composite format.</param>
    /// <param name="args">The values for the format.</param>
    void AssertEqual<T>(T expected, T actual, string format = "", params object?[] args);

    /// <summary>Fails the test unless the values are equal by a comparer.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="expected">What was expected.</param>
    /// <param name="actual">What came.</param>
    /// <param name="comparer">Tells whether they are equal.</param>
    /// <param name="format">The reason, a composite format.</param>
    /// <param name="args">The values for the format.</param>
    void AssertEqual<T>(T expected, T actual, Func<T, T, bool> comparer, string format = "", params object?[] args);
}
