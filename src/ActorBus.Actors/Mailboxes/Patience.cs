using System.Runtime.CompilerServices;

namespace ActorBus.Actors.Mailboxes;

/// <summary>
/// How long the thread of an actor waits for more when the mailbox ran dry in the middle of a burst. To be woken for every few
/// messages costs sender and receiver more than the messages do; a microsecond later there is often a batch.
/// </summary>
/// <remarks>
/// It gives up for a while when waiting was in vain a few times in a row, and never waits after a single message, so that a
/// question and its answer are not held up. Used by the thread that runs the actor.
/// </remarks>
internal struct Patience
{
    private const int Burst = 4;
    private const int Pauses = 2;
    private const int PauseLength = 30;
    private const int Tries = 4;
    private const int Rest = 64;

    private static readonly bool s_alone = Environment.ProcessorCount == 1;

    private int _inVain;

    /// <summary>Waits a little, perhaps; true when there is more.</summary>
    /// <param name="queue">Where it would come.</param>
    /// <param name="processed">How many messages came before the mailbox ran dry.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool WaitForMore(IMessageQueue queue, int processed)
    {
        if (processed < Burst || s_alone || Worker.HasNext)
            return false;
        if (_inVain >= Tries)
        {
            _inVain = _inVain < Tries + Rest ? _inVain + 1 : 0;
            return false;
        }

        for (var pause = 0; pause < Pauses; pause++)
        {
            Thread.SpinWait(PauseLength);
            if (!queue.HasMessages)
                continue;
            _inVain = 0;
            return true;
        }

        _inVain++;
        return false;
    }
}
