using System.Globalization;
using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Routes messages of older versions to the handlers for them, which are registered as <c>name@version</c>.</summary>
/// <remarks>
/// The version is the metadata value <c>version</c> of the message itself: messages dispatched by the handler of an old version have the newest
/// version unless they set it. A message without a version, or of a version without its own handler, keeps its name.
/// </remarks>
public sealed class VersionRouter : MessageBusPlugin
{
    /// <summary>The name of the metadata value that holds the version.</summary>
    public const string VersionKey = "version";

    private readonly HashSet<string> _known;

    /// <summary>Initializes a router to these names.</summary>
    /// <param name="versionedNames">The names that have their own handlers, such as <c>shop.placeOrder@1</c>.</param>
    public VersionRouter(IEnumerable<string> versionedNames) => _known = new HashSet<string>(versionedNames, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override void AttachTo(IMessageBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        // Before the bus looks for the handler, and after the name is known.
        Listen(bus, Priority.Route + 1, context =>
        {
            // Not the metadata of the context, which is inherited.
            if ((context.Options.Metadata ?? context.Options.Context?.Metadata) is { } own && own.TryGetValue(VersionKey, out var version))
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{context.MessageName}@{version}");
                if (_known.Contains(name)) context.MessageName = name;
            }

            return default;
        });
    }
}
