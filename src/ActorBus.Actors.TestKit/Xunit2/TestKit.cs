using ActorBus.Actors.Setup;
using ActorBus.Actors.TestKit.Internal;
using Xunit.Abstractions;

namespace ActorBus.Actors.TestKit.Xunit2;

/// <summary>The base class of tests with actors.</summary>
/// <remarks>Disposing it terminates the system, unless that was given.</remarks>
public class TestKit : TestKitBase, IDisposable
{
    /// <summary>Where the test writes; null if not given.</summary>
    protected readonly ITestOutputHelper? Output;

    private readonly bool _ownsSystem = true;
    private bool _isDisposed;

    /// <summary>A test in a system that exists, or in one of its own.</summary>
    /// <param name="system">The system; a new one if null.</param>
    /// <param name="output">Gets the log entries of the system.</param>
    public TestKit(ActorSystem? system = null, ITestOutputHelper? output = null)
        : base(Assertions, system)
    {
        _ownsSystem = system is null;
        Output = output;
        InitializeLogger(Sys);
    }

    /// <summary>A test in a system of its own.</summary>
    /// <param name="config">The settings of the system.</param>
    /// <param name="actorSystemName">The name of the system; test if null.</param>
    /// <param name="output">Gets the log entries of the system.</param>
    public TestKit(ActorSystemSetup config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : base(Assertions, config, actorSystemName)
    {
        Output = output;
        InitializeLogger(Sys);
    }

    /// <summary>A test in a system of its own.</summary>
    /// <param name="config">The configuration of the system.</param>
    /// <param name="actorSystemName">The name of the system; test if null.</param>
    /// <param name="output">Gets the log entries of the system.</param>
    public TestKit(Config config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : base(Assertions, config, actorSystemName)
    {
        Output = output;
        InitializeLogger(Sys);
    }

    /// <summary>A test in a system of its own.</summary>
    /// <param name="config">The configuration of the system, as HOCON.</param>
    /// <param name="output">Gets the log entries of the system.</param>
    public TestKit(string config, ITestOutputHelper? output = null)
        : this(ConfigurationFactory.ParseString(config), null, output)
    {
    }

    /// <inheritdoc cref="TestKitBase.DefaultConfig"/>
    public static new Config DefaultConfig => TestKitBase.DefaultConfig;

    /// <inheritdoc cref="TestKitBase.FullDebugConfig"/>
    public static new Config FullDebugConfig => TestKitBase.FullDebugConfig;

    /// <summary>How failures are reported.</summary>
    protected static XunitAssertions Assertions { get; } = new();

    /// <summary>Ends the test.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            Dispose(true);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Comes before the system terminates, for what a test has to do last.</summary>
    protected virtual void AfterAll()
    {
    }

    /// <summary>Terminates the system of the test.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
        try
        {
            AfterAll();
        }
        finally
        {
            State.ImplicitSender?.End();
            if (_ownsSystem)
                Shutdown();
        }
    }

    /// <summary>Writes the log entries of a system to the output of the test.</summary>
    /// <param name="system">The system.</param>
    protected void InitializeLogger(ActorSystem system) => InitializeLogger(system, "");

    /// <summary>Writes the log entries of a system to the output of the test.</summary>
    /// <param name="system">The system.</param>
    /// <param name="prefix">Put before each entry.</param>
    protected void InitializeLogger(ActorSystem system, string prefix)
    {
        ArgumentNullException.ThrowIfNull(system);
        if (Output is not null)
            OutputLog.Attach(system, Output, prefix);
    }
}
