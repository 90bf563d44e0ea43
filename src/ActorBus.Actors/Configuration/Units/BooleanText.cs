namespace ActorBus.Actors.Configuration.Units;

/// <summary>Booleans as HOCON writes them.</summary>
internal static class BooleanText
{
    public const string Form = "a boolean (true, false, on, off, yes or no)";

    public static bool? Parse(string text) => text switch
    {
        "true" or "on" or "yes" => true,
        "false" or "off" or "no" => false,
        _ => null,
    };
}
