namespace ActorBus.Actors.Refs;

/// <summary>Takes a message along a selection, on the sender's thread.</summary>
internal static class SelectionDelivery
{
    public static void Deliver(InternalActorRefBase anchor, ActorSelectionMessage selection, IActorRef? sender)
    {
        var found = Follow(anchor, selection, selection.Elements, sender, fanOut: selection.WildCardFanOut);
        if (!found && !selection.WildCardFanOut && anchor.Home is { } system)
            Missed(system, anchor, selection, sender);
    }

    /// <summary>True when somebody got the message, or a pattern that several fit made it a matter of chance.</summary>
    private static bool Follow(
        InternalActorRefBase from, ActorSelectionMessage selection, ReadOnlySpan<SelectionPathElement> steps, IActorRef? sender, bool fanOut)
    {
        if (from is Nobody)
            return fanOut;
        if (steps.IsEmpty)
        {
            from.Tell(selection.Message, sender);
            return true;
        }

        switch (steps[0])
        {
            case SelectParent:
                return Follow(from.Supervisor is RootSupervisorRef ? from : from.Supervisor, selection, steps[1..], sender, fanOut);
            case SelectChildName step:
                return Follow(Child(from, step.Name), selection, steps[1..], sender, fanOut);
            case SelectChildPattern step:
                InternalActorRefBase[] fitting = [.. from.GetChildRefs().Where(child => step.Fits(child.Path.Name))];
                var any = fanOut |= fitting.Length > 1;
                foreach (var child in fitting)
                    any |= Follow(child, selection, steps[1..], sender, fanOut);
                return any;
            default:
                Everybody(from, selection, sender);
                return true;
        }
    }

    private static void Everybody(InternalActorRefBase from, ActorSelectionMessage selection, IActorRef? sender)
    {
        foreach (var child in from.GetChildRefs())
        {
            child.Tell(selection.Message, sender);
            Everybody(child, selection, sender);
        }
    }

    private static InternalActorRefBase Child(InternalActorRefBase from, string name)
    {
        if (from == from.Home?.Root)
        {
            switch (name)
            {
                case "temp":
                    return from.Home!.Temp;
                case "deadLetters":
                    return from.Home!.DeadLetterOffice;
            }
        }

        var hash = name.IndexOf('#');
        if (hash < 0)
            return from.GetSingleChild(name);
        var child = from.GetSingleChild(name[..hash]);
        return child.Path.Uid.ToString(System.Globalization.CultureInfo.InvariantCulture) == name[(hash + 1)..] ? child : Nobody.Instance;
    }

    private static void Missed(LocalActorSystem system, InternalActorRefBase anchor, ActorSelectionMessage selection, IActorRef? sender)
    {
        if (selection.Message is Identify question)
        {
            sender?.Tell(new ActorIdentity(question.MessageId, null), system.DeadLetters);
            return;
        }

        var path = anchor.Path / selection.Elements.Select(step => step.ToString()!);
        system.DeadLetterOffice.Undeliverable(selection.Message, sender, new EmptyLocalActorRef(system, path));
    }
}
