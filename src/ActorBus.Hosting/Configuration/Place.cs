using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Hosting.Configuration;

/// <summary>Where something of the configuration was written, for people.</summary>
/// <param name="Path">Its path, as it was written.</param>
/// <param name="IsHocon">True where the path is one of HOCON.</param>
internal sealed partial record Place(string Path, bool IsHocon)
{
    /// <summary>Finds where a section was written; of several sources the strongest.</summary>
    /// <param name="root">The configuration that holds it.</param>
    /// <param name="section">The section.</param>
    /// <param name="owner">Stands before the path where several services have HOCON of their own; else empty.</param>
    public static Place Of(IConfiguration root, IConfigurationSection section, string owner)
    {
        var source = (root as IConfigurationRoot)?.Providers.LastOrDefault(
            provider => provider.TryGet(section.Path, out _) || provider.GetChildKeys([], section.Path).Any());
        return source is HoconConfigurationProvider hocon ? new Place(owner + hocon.PlaceOf(section.Path), true) : new Place(owner + section.Path, false);
    }

    /// <summary>Returns the place of an option below it that was not written.</summary>
    public Place Below(string option) => this with { Path = $"{Path}{(IsHocon ? '.' : ':')}{Write(option)}" };

    /// <summary>Writes the name of an option as it is written here.</summary>
    public string Write(string option) => IsHocon ? Capitals().Replace(option, "-").ToLowerInvariant() : option;

    /// <inheritdoc/>
    public override string ToString() => Path;

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Capitals();
}
