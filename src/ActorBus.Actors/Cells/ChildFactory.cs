namespace ActorBus.Actors.Cells;

/// <summary>Creates children: takes the name, makes reference and cell, starts them.</summary>
internal static class ChildFactory
{
    public static InternalActorRefBase Create(ActorCell parent, Props props, string? name)
    {
        if (name is not null)
            ActorNames.Check(name, parent.SelfRef.Path);
        return CreateUnchecked(parent, props, name);
    }

    /// <summary>Creates a child whose name may be one that only the engine gives.</summary>
    public static InternalActorRefBase CreateUnchecked(ActorCell parent, Props props, string? name)
    {
        var parentPath = parent.SelfRef.Path;
        var children = parent.Children;
        name = children.Reserve(name, parentPath);
        try
        {
            var child = Make(parent.Home, props, parent.SelfRef, new ChildActorPath(parentPath, name, Incarnation.Next()));
            children.Add(name, child);
            if (ActorCell.Current == parent)
            {
                // Made while the parent is suspended, such as in PreRestart: the parent's resume is to reach it too.
                for (var i = parent.Mailbox.Suspensions; i > 0; i--)
                    child.Suspend();
            }

            if (parent.Home.Settings.DebugLifecycle)
                parent.Debug($"now supervising {child.Path}");
            child.Start();
            if (children.IsTerminating)
                child.Stop();
            return child;
        }
        catch
        {
            children.Unreserve(name);
            throw;
        }
    }

    private static CellRef Make(LocalActorSystem system, Props props, InternalActorRefBase parent, ActorPath path)
    {
        props = system.Deployed(props, path);
        return props.IsRouter
            ? new RoutedActorRef(system, new RouterCore(props), parent, path)
            : new LocalActorRef(system, props, parent, path);
    }
}
