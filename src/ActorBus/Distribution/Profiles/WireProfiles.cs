namespace ActorBus.Distribution.Profiles;

/// <summary>Creates the wire profile of a service.</summary>
internal static class WireProfiles
{
    /// <summary>Returns the profile that the options specify.</summary>
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
