namespace ActorBus.Actors.TestKit.Configs;

/// <summary>Configurations for tests.</summary>
public static class TestConfigs
{
    private static readonly Lazy<Config> Default = new(() => ConfigurationFactory.FromResource("testkit.conf", typeof(TestConfigs).Assembly));

    /// <summary>What every test has: <see cref="TestEventListener"/> as the logger, and the settings in <c>akka.test</c>.</summary>
    public static Config DefaultConfig => Default.Value;

    /// <summary>The same with <see cref="TestScheduler"/> as the scheduler.</summary>
    public static Config TestSchedulerConfig =>
        "akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"" + DefaultConfig;
}
