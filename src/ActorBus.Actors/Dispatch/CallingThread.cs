namespace ActorBus.Actors.Dispatch;

/// <summary>Runs an actor on the thread that sends to it, and completes the asks it replied to before the send returns.</summary>
internal static class CallingThread
{
    [ThreadStatic]
    private static List<IWorkItem>? s_answered;

    public static void Run(IWorkItem item)
    {
        var outer = s_answered;
        var answered = s_answered = [];
        try
        {
            item.Run();
        }
        finally
        {
            s_answered = outer;
            foreach (var ask in answered)
                ask.Run();
        }
    }

    /// <summary>True when the ask was answered by an actor which runs here, and will be completed after it.</summary>
    public static bool Completes(IWorkItem ask)
    {
        if (s_answered is not { } answered)
            return false;
        answered.Add(ask);
        return true;
    }
}
