using System.Text.RegularExpressions;
using ActorBus.Actors.TestKit.Filters;

namespace ActorBus.Actors.TestKit;

/// <summary>Describes log entries, to expect or to mute them.</summary>
/// <remarks>
/// Texts: <c>message</c> the whole text, or else <c>start</c> its beginning, or else <c>contains</c> a part of it; without any of
/// them every text fits. <c>source</c> is the path of the actor that logs, or its end from a '/' on.
/// </remarks>
public class EventFilterFactory
{
    private readonly TestKitBase _testkit;
    private readonly ActorSystem _system;
    private readonly IReadOnlyList<LogFilter> _filters;

    /// <summary>Filters for the system of a test.</summary>
    /// <param name="testkit">The test.</param>
    public EventFilterFactory(TestKitBase testkit)
        : this(testkit, testkit.Sys)
    {
    }

    /// <summary>Filters for another system.</summary>
    /// <param name="testkit">The test.</param>
    /// <param name="system">The system.</param>
    public EventFilterFactory(TestKitBase testkit, ActorSystem system)
        : this(testkit, system, [])
    {
    }

    internal EventFilterFactory(TestKitBase testkit, ActorSystem system, IReadOnlyList<LogFilter> filters)
    {
        _testkit = testkit;
        _system = system;
        _filters = filters;
    }

    /// <summary>Errors with an exception.</summary>
    /// <typeparam name="TException">The exception or a base class of it.</typeparam>
    /// <param name="message">The text of the exception or the entry.</param>
    /// <param name="start">The beginning of it.</param>
    /// <param name="contains">A part of it.</param>
    /// <param name="source">What logs.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Exception<TException>(
        string? message = null, string? start = null, string? contains = null, string? source = null)
        where TException : Exception => Exception(typeof(TException), message, start, contains, source);

    /// <inheritdoc cref="Exception{TException}(string?, string?, string?, string?)"/>
    /// <param name="pattern">What the text of the exception or the entry contains.</param>
    /// <param name="source">What logs.</param>
    public IEventFilterApplier Exception<TException>(Regex pattern, string? source = null)
        where TException : Exception => Exception(typeof(TException), pattern, source);

    /// <summary>Errors with an exception.</summary>
    /// <param name="exceptionType">The exception or a base class of it.</param>
    /// <param name="message">The text of the exception or the entry.</param>
    /// <param name="start">The beginning of it.</param>
    /// <param name="contains">A part of it.</param>
    /// <param name="source">What logs.</param>
    /// <param name="checkInnerExceptions">Whether an inner exception of that type fits too.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Exception(
        Type exceptionType, string? message = null, string? start = null, string? contains = null, string? source = null,
        bool checkInnerExceptions = false) =>
        Add(new ErrorFilter(exceptionType, checkInnerExceptions, TextRule.Of(message, start, contains), source));

    /// <summary>Errors with an exception.</summary>
    /// <param name="exceptionType">The exception or a base class of it.</param>
    /// <param name="pattern">What the text of the exception or the entry contains.</param>
    /// <param name="source">What logs.</param>
    /// <param name="checkInnerExceptions">Whether an inner exception of that type fits too.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Exception(Type exceptionType, Regex pattern, string? source = null, bool checkInnerExceptions = false) =>
        Add(new ErrorFilter(exceptionType, checkInnerExceptions, TextRule.Of(pattern), source));

    /// <summary>Errors.</summary>
    /// <param name="message">The text.</param>
    /// <param name="start">The beginning of it.</param>
    /// <param name="contains">A part of it.</param>
    /// <param name="source">What logs.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Error(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.ErrorLevel, message, start, contains, source);

    /// <summary>Errors.</summary>
    /// <param name="pattern">What the text contains.</param>
    /// <param name="source">What logs.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Error(Regex pattern, string? source = null) => ForLogLevel(LogLevel.ErrorLevel, pattern, source);

    /// <summary>Warnings.</summary>
    /// <inheritdoc cref="Error(string?, string?, string?, string?)"/>
    public IEventFilterApplier Warning(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.WarningLevel, message, start, contains, source);

    /// <summary>Warnings.</summary>
    /// <inheritdoc cref="Error(Regex, string?)"/>
    public IEventFilterApplier Warning(Regex pattern, string? source = null) => ForLogLevel(LogLevel.WarningLevel, pattern, source);

    /// <summary>Entries at info level.</summary>
    /// <inheritdoc cref="Error(string?, string?, string?, string?)"/>
    public IEventFilterApplier Info(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.InfoLevel, message, start, contains, source);

    /// <summary>Entries at info level.</summary>
    /// <inheritdoc cref="Error(Regex, string?)"/>
    public IEventFilterApplier Info(Regex pattern, string? source = null) => ForLogLevel(LogLevel.InfoLevel, pattern, source);

    /// <summary>Entries at debug level.</summary>
    /// <inheritdoc cref="Error(string?, string?, string?, string?)"/>
    public IEventFilterApplier Debug(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        ForLogLevel(LogLevel.DebugLevel, message, start, contains, source);

    /// <summary>Entries at debug level.</summary>
    /// <inheritdoc cref="Error(Regex, string?)"/>
    public IEventFilterApplier Debug(Regex pattern, string? source = null) => ForLogLevel(LogLevel.DebugLevel, pattern, source);

    /// <summary>Entries at a level.</summary>
    /// <param name="logLevel">The level.</param>
    /// <param name="message">The text.</param>
    /// <param name="start">The beginning of it.</param>
    /// <param name="contains">A part of it.</param>
    /// <param name="source">What logs.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier ForLogLevel(
        LogLevel logLevel, string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Add(new LevelFilter(logLevel, TextRule.Of(message, start, contains), source));

    /// <summary>Entries at a level.</summary>
    /// <param name="logLevel">The level.</param>
    /// <param name="pattern">What the text contains.</param>
    /// <param name="source">What logs.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier ForLogLevel(LogLevel logLevel, Regex pattern, string? source = null) =>
        Add(new LevelFilter(logLevel, TextRule.Of(pattern), source));

    /// <summary>Dead letters.</summary>
    /// <returns>The filter.</returns>
    public IEventFilterApplier DeadLetter() => Add(new DeadLetterFilter(null, _ => true, null));

    /// <summary>Dead letters of a type.</summary>
    /// <typeparam name="TMessage">The type.</typeparam>
    /// <param name="source">The recipient's path.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier DeadLetter<TMessage>(string? source = null) => DeadLetter(typeof(TMessage), source);

    /// <summary>Dead letters of a type that fulfil a condition.</summary>
    /// <typeparam name="TMessage">The type.</typeparam>
    /// <param name="isMatch">The condition.</param>
    /// <param name="source">The recipient's path.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string? source = null) =>
        DeadLetter(typeof(TMessage), message => isMatch((TMessage)message), source);

    /// <summary>Dead letters of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="source">The recipient's path.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier DeadLetter(Type type, string? source = null) => DeadLetter(type, _ => true, source);

    /// <summary>Dead letters of a type that fulfil a condition.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isMatch">The condition.</param>
    /// <param name="source">The recipient's path.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier DeadLetter(Type type, Func<object, bool> isMatch, string? source = null) =>
        Add(new DeadLetterFilter(type, isMatch, source));

    /// <summary>Entries that fulfil a condition.</summary>
    /// <param name="predicate">The condition.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Custom(Predicate<LogEvent> predicate) => Custom<LogEvent>(predicate);

    /// <summary>Entries of a class that fulfil a condition.</summary>
    /// <typeparam name="TLogEvent">The class.</typeparam>
    /// <param name="predicate">The condition.</param>
    /// <returns>The filter.</returns>
    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate)
        where TLogEvent : LogEvent => Add(new CustomFilter<TLogEvent>(predicate));

    private EventFilterApplier Add(LogFilter filter) => new(_testkit, _system, [.. _filters, filter]);
}
