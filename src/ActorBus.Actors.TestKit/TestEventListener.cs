using ActorBus.Actors.TestKit.Filters;

namespace ActorBus.Actors.TestKit;

/// <summary>A <see cref="DefaultLogger"/> that does not write what the event filters of a test expect or mute.</summary>
/// <remarks>A child of the system guardian. It writes dead letters too.</remarks>
public class TestEventListener : DefaultLogger
{
    private readonly MutedFilters _muted = MutedFilters.For(Context.System);

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger initialize:
                initialize.LoggingBus.Subscribe(Self, typeof(DeadLetter));
                _muted.AddListener(Self);
                break;
            case MutedFilters.EndOfMuting end:
                _muted.End(end.Filters);
                return true;
        }

        if (LogEntries.From(message) is not { } entry)
            return base.Receive(message);
        if (!_muted.Cover(entry))
            Print(entry);
        return true;
    }
}
