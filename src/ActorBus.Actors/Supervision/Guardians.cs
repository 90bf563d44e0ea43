namespace ActorBus.Actors.Supervision;

/// <summary>Props of the guardians.</summary>
internal static class Guardians
{
    public static Props UserProps(Settings settings) => Props.Create<UserGuardian>(
        SupervisorStrategyConfigurator.CreateConfigurator(settings.SupervisorStrategyClass).Create());
}
