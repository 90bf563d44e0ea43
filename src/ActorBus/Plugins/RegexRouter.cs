using System.Text.RegularExpressions;
using ActorBus.Distribution;
using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Plugins;

/// <summary>Routes messages by regular expressions on their names.</summary>
/// <remarks>
/// For commands and queries exactly one pattern may match; an event goes to the listeners of all matching patterns, in order. Complete the
/// configuration before attaching the router. Matching a pattern takes linear time in the length of the name.
/// </remarks>
public sealed class RegexRouter : RouterPlugin
{
    /// <summary>The pattern that matches every name.</summary>
    public const string All = ".*";

    private readonly List<(string Pattern, Regex Regex, object Handler)> _routes = [];
    private (string Pattern, Regex Regex)? _open;

    /// <summary>Initializes a router with these patterns and handlers.</summary>
    /// <exception cref="ArgumentException">A pattern is not a valid regular expression, or an object cannot be a handler.</exception>
    public RegexRouter(IEnumerable<KeyValuePair<string, object>>? routes = null)
    {
        foreach (var (pattern, handler) in routes ?? [])
        {
            if (handler is IReadOnlyList<object> several)
                foreach (var one in several) Route(pattern).To(one);
            else
                Route(pattern).To(handler);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, object>> Routes => _routes.Select(route => KeyValuePair.Create(route.Pattern, route.Handler));

    /// <summary>Begins a route, which <see cref="To"/> completes. The pattern may match anywhere in the name.</summary>
    /// <exception cref="ArgumentException">The pattern is empty or not a regular expression that can be matched in linear time.</exception>
    /// <exception cref="ActorBusException">The previous route has no handler yet.</exception>
    public RegexRouter Route(string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        if (_open is { } open) throw new ActorBusException($"The route '{open.Pattern}' has no handler yet. Call To before the next Route.");
        try
        {
            _open = (pattern, new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (NotSupportedException error)
        {
            throw new ArgumentException(
                $"Pattern '{pattern}' was refused: it needs backtracking, which may take forever. Leave out look-around and back-references.",
                nameof(pattern), error);
        }

        return this;
    }

    /// <summary>Completes a route with its handler: a delegate, an object, a registered handler, or a string that names one.</summary>
    /// <exception cref="ArgumentException">The object cannot be a handler.</exception>
    /// <exception cref="ActorBusException">No route has been begun.</exception>
    public RegexRouter To(object handler)
    {
        Checked(handler, "a message handler");
        if (_open is not { } open)
        {
            throw new ActorBusException(
                $"The handler '{handler as string ?? handler.GetType().ToString()}' was given to no pattern. Call Route before To.");
        }

        _routes.Add((open.Pattern, open.Regex, handler));
        _open = null;
        return this;
    }

    /// <inheritdoc/>
    public override void Route(DispatchContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.MessageName is not { Length: > 0 } name) return;
        string? matched = null;
        foreach (var (pattern, regex, handler) in _routes)
        {
            if (!regex.IsMatch(name)) continue;
            if (context.Bus.Kind == MessageKind.Event)
            {
                context.Listeners.Add(handler);
                continue;
            }

            if (matched is not null)
            {
                throw new ActorBusException(
                    $"The message '{Printable.Cut(name)}' has two handlers: both '{matched}' and '{pattern}' match its name. Make one of the patterns narrower.");
            }

            matched = pattern;
            Choose(context, handler);
        }
    }
}
