using System.Globalization;
using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Sends a message of an older version to an older handler: the handler registered for <c>name@version</c>.</summary>
/// <remarks>
/// The version is the metadata value <c>version</c> of the message itself: what a handler of an old version dispatches is of the newest version
/// unless it says otherwise. A message without one, or of a version without a handler of its own, keeps its name.
/// </remarks>
public sealed class VersionRouter : MessageBusPlugin
{
    /// <summary>The name of the metadata value that holds the version.</summary>
    public const string VersionKey = "version";

    private readonly HashSet<string> _known;

    /// <summary>Routes to these names.</summary>
    /// <param name="versionedNames">The names with handlers of their own, such as <c>shop.placeOrder@1</c>.</param>
    public VersionRouter(IEnumerable<string> versionedNames) => _known = new HashSet<string>(versionedNames, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        // Before the bus looks for the handler, after the name is known.
        Listen(bus, Priority.Route + 1, context =>
        {
            // Not the metadata of the context: those are inherited.
            if ((context.Options.Metadata ?? context.Options.Context?.Metadata) is { } own && own.TryGetValue(VersionKey, out var version))
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{context.MessageName}@{version}");
                if (_known.Contains(name)) context.MessageName = name;
            }

            return default;
        });
    }
}
