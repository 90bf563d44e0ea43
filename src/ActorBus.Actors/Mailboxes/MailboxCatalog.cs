using System.Collections.Concurrent;

namespace ActorBus.Actors.Mailboxes;

/// <summary>Chooses the mailbox of an actor: named in its props, else by its dispatcher, else required by its class, else the default.</summary>
internal sealed class MailboxCatalog
{
    private const string DefaultId = "akka.actor.default-mailbox";

    private readonly ConcurrentDictionary<string, MailboxType> _known = new();
    private readonly ConcurrentDictionary<string, int> _stashes = new();
    private readonly Settings _settings;
    private readonly MailboxType _default;
    private readonly MailboxRequirements _requirements;

    public MailboxCatalog(Settings settings)
    {
        _settings = settings;
        _requirements = new MailboxRequirements(settings.Config);
        _default = Lookup(DefaultId);
    }

    public MailboxType For(Props props)
    {
        if (props.Mailbox.Length > 0)
            return Lookup(props.Mailbox);
        if (OfDispatcher(props, "mailbox-type") is { } dispatcher)
            return Lookup(dispatcher);
        return _requirements.For(props.Type) is { } required ? Lookup(required) : _default;
    }

    public MailboxType Lookup(string id) => _known.GetOrAdd(id, Create);

    /// <summary>How many messages the stash of an actor takes; -1 for no limit.</summary>
    public int StashCapacity(Props props) => props.Deploy.StashCapacity >= 0
        ? props.Deploy.StashCapacity
        : _stashes.GetOrAdd(props.Mailbox.Length > 0 ? props.Mailbox : OfDispatcher(props, "stash-capacity") ?? DefaultId, id => _settings.Config.GetInt(id + ".stash-capacity", -1));

    /// <summary>The section of the actor's dispatcher if it says something about the mailbox too.</summary>
    private string? OfDispatcher(Props props, string setting)
    {
        if (props.Deploy.Dispatcher.Length == 0)
            return null;
        var section = Dispatchers.Resolve(_settings.Config, props.Dispatcher);
        return _settings.Config.HasPath($"{section}.{setting}") ? section : null;
    }

    private MailboxType Create(string id)
    {
        var config = _settings.Config.GetConfig(id) ?? throw new ConfigurationException(
            $"The mailbox '{id}' is not configured; add a section '{id} {{ mailbox-type = \"Namespace.Type, Assembly\" }}'.");
        var setting = id + ".mailbox-type";
        var type = config.GetString("mailbox-type")
            ?? throw new ConfigurationException($"'{setting}' is missing; it names the class of the mailbox.");
        return TypeNames.New<MailboxType>(type, setting, _settings, config.WithFallback(_settings.Config.GetConfig(DefaultId)));
    }
}
