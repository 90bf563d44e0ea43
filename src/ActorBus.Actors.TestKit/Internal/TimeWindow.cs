using ActorBus.Actors.TestKit.Parts;

namespace ActorBus.Actors.TestKit.Internal;

/// <summary>One Within: narrows the time for what happens inside and checks how long it took.</summary>
internal sealed class TimeWindow : IDisposable
{
    private readonly TestState _state;
    private readonly TimeSpan? _outerEnd;
    private readonly TimeSpan _start = TestKitTiming.Now;
    private readonly TimeSpan _min;
    private readonly TimeSpan _max;
    private readonly string _hint;
    private readonly TimeSpan _epsilon;

    public TimeWindow(TestState state, TimeSpan min, TimeSpan max, string? hint, TimeSpan? epsilon)
    {
        _state = state;
        _outerEnd = state.End;
        _min = min;
        _max = _outerEnd is { } outer && outer - _start < max ? outer - _start : max;
        _hint = string.IsNullOrEmpty(hint) ? "" : $" [{hint}]";
        _epsilon = epsilon ?? TimeSpan.Zero;
        state.Assertions.AssertTrue(
            _max >= min, "Within needs at least {0}, but only {1} is left of the Within around it.{2}", min, _max, _hint);
        state.LastWasNoMessage = false;
        state.End = _start + _max;
    }

    public void Check()
    {
        var took = TestKitTiming.Now - _start;
        _state.Assertions.AssertTrue(took >= _min, "Within took {0}, but should take at least {1}.{2}", took, _min, _hint);
        if (!_state.LastWasNoMessage)
        {
            _state.Assertions.AssertTrue(
                took <= _max + _epsilon, "Within took {0}, but should take at most {1} (tolerance {2}).{3}", took, _max, _epsilon, _hint);
        }
    }

    public void Dispose() => _state.End = _outerEnd;
}
