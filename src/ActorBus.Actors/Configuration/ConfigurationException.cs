namespace ActorBus.Actors.Configuration;

/// <summary>Says that a configuration cannot be read, resolved or converted to what was asked for.</summary>
/// <remarks>
/// The message names the source with line and column ('app.conf:12:7'), what was expected there and what was found; for a
/// getter also the path and the value.
/// </remarks>
public class ConfigurationException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, where, and what was found.</param>
    public ConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">What was expected, where, and what was found.</param>
    /// <param name="exception">The failure behind it.</param>
    public ConfigurationException(string message, Exception exception)
        : base(message, exception)
    {
    }

    /// <summary>The exception for a component that was created without the configuration it needs.</summary>
    /// <typeparam name="T">The component.</typeparam>
    /// <param name="path">Where its configuration was looked for, if known.</param>
    /// <returns>The exception, to be thrown by the caller.</returns>
    public static ConfigurationException NullOrEmptyConfig<T>(string? path = null)
    {
        var place = path is null ? "its configuration" : $"its configuration at '{path}'";
        return new ConfigurationException(
            $"'{typeof(T).FullName}' cannot be created: {place} is missing or empty. Add the section or a fallback that has it.");
    }
}
