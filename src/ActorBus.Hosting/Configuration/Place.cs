using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Hosting.Configuration;

/// <summary>Where a configuration value was written, for display.</summary>
/// <param name="Path">The path as it was written.</param>
/// <param name="IsHocon">Whether the path is a HOCON path.</param>
internal sealed partial record Place(string Path, bool IsHocon)
{
    /// <summary>Returns where a section was written; if several sources have it, the one with the highest precedence.</summary>
    /// <param name="root">The configuration that contains the section.</param>
    /// <param name="section">The section.</param>
    /// <param name="owner">A prefix for the path where several services have their own HOCON; otherwise empty.</param>
    public static Place Of(IConfiguration root, IConfigurationSection section, string owner)
    {
        var source = (root as IConfigurationRoot)?.Providers.LastOrDefault(
            provider => provider.TryGet(section.Path, out _) || provider.GetChildKeys([], section.Path).Any());
        return source is HoconConfigurationProvider hocon ? new Place(owner + hocon.PlaceOf(section.Path), true) : new Place(owner + section.Path, false);
    }

    /// <summary>Returns the place of an option below this one that was not written.</summary>
    public Place Below(string option) => this with { Path = $"{Path}{(IsHocon ? '.' : ':')}{Write(option)}" };

    /// <summary>Returns the name of an option in the notation of this source.</summary>
    public string Write(string option) => IsHocon ? Capitals().Replace(option, "-").ToLowerInvariant() : option;

    /// <inheritdoc/>
    public override string ToString() => Path;

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Capitals();
}
