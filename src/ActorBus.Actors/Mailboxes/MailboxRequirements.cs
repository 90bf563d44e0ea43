using System.Collections.Concurrent;

namespace ActorBus.Actors.Mailboxes;

/// <summary>Finds the mailbox that an actor class requires by <see cref="IRequiresMessageQueue{T}"/>.</summary>
internal sealed class MailboxRequirements(Config config)
{
    private readonly ConcurrentDictionary<Type, string?> _known = new();

    /// <summary>The configured mailbox for what the class requires; null when the default one will do.</summary>
    public string? For(Type actor) => _known.GetOrAdd(actor, Find);

    private string? Find(Type actor)
    {
        foreach (var contract in actor.GetInterfaces())
        {
            if (contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequiresMessageQueue<>)
                && Configured(contract.GenericTypeArguments[0]) is { } id)
                return id;
        }

        return null;
    }

    private string? Configured(Type semantics) =>
        config.GetString($"akka.actor.mailbox.requirements.\"{semantics.FullName}\"")
        ?? config.GetString($"akka.actor.mailbox.requirements.\"{semantics.FullName!.Replace("ActorBus.Actors", "Akka", StringComparison.Ordinal)}\"");
}
