namespace ActorBus.Actors.Scheduling;

/// <summary>Makes the scheduler that <c>akka.scheduler.implementation</c> names.</summary>
internal static class Schedulers
{
    private const string Setting = "akka.scheduler.implementation";

    public static IScheduler Create(Config config, ILoggingAdapter log)
    {
        var name = config.GetString(Setting);
        return name is null || TypeNames.Find(name, Setting) == typeof(HashedWheelTimerScheduler)
            ? new HashedWheelTimerScheduler(config, log)
            : TypeNames.New<IScheduler>(name, Setting, config, log);
    }
}
