namespace ActorBus.Distribution.Profiles;

/// <summary>Makes the profile that a service has chosen.</summary>
internal static class WireProfiles
{
    /// <summary>The profile of a service.</summary>
    public static IWireProfile Create(DistributionOptions options)
    {
        var reader = new EnvelopeReader(options.Limits);
        return options.Profile switch
        {
            WireProfile.ActorBus => new ActorBusProfile(reader, options.EventExchange ?? ActorBusProfile.DefaultEventExchange),
            WireProfile.Ecotone => new EcotoneProfile(reader),
            WireProfile.Pigeon => new PigeonProfile(reader, options.ServiceName, options.EventExchange ?? PigeonProfile.DefaultEventExchange),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Profile, "There is no such profile."),
        };
    }
}
