namespace ActorBus.Actors.TestKit;

/// <summary>What a test kit reads from <c>akka.test</c>.</summary>
public class TestKitSettings : IExtension
{
    /// <summary>Reads the settings.</summary>
    /// <param name="config">The whole configuration of the system.</param>
    /// <exception cref="ConfigurationException">The time factor is not above zero.</exception>
    public TestKitSettings(Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        DefaultTimeout = config.GetTimeSpan("akka.test.default-timeout", TimeSpan.FromSeconds(5), false);
        SingleExpectDefault = config.GetTimeSpan("akka.test.single-expect-default", TimeSpan.FromSeconds(3), false);
        TestEventFilterLeeway = config.GetTimeSpan("akka.test.filter-leeway", TimeSpan.FromSeconds(3), false);
        TestTimeFactor = config.GetDouble("akka.test.timefactor", 1);
        LogTestKitCalls = config.GetBoolean("akka.test.testkit.debug", false);
        if (TestTimeFactor <= 0)
            throw new ConfigurationException($"'akka.test.timefactor' is {TestTimeFactor}; it scales timeouts and must be above 0.");
    }

    /// <summary>How long to wait where nothing else is said, for instance for an answer.</summary>
    public TimeSpan DefaultTimeout { get; }

    /// <summary>How long an expectation waits that is given no time, outside of Within.</summary>
    public TimeSpan SingleExpectDefault { get; }

    /// <summary>How long an event filter waits after the action for the events it expects.</summary>
    public TimeSpan TestEventFilterLeeway { get; }

    /// <summary>The factor for timeouts, above 1 for slow machines.</summary>
    public double TestTimeFactor { get; }

    /// <summary>Whether each expectation is logged.</summary>
    public bool LogTestKitCalls { get; }
}
