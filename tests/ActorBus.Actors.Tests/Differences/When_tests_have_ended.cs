using System.Runtime.CompilerServices;

namespace ActorBus.Tests.Actors.Differences;

/// <summary>Threads outlive tests; in Akka.NET a thread goes on speaking for the test that began on it.</summary>
public sealed class When_tests_have_ended
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public void Should_keep_nothing_of_them_on_the_threads_they_began_on()
    {
        using var elsewhere = new OtherThread();
        var system = TestThatEndsHere(elsewhere);
        Assert.True(IsCollected(system));
    }

    [Fact]
    public void Should_not_send_in_their_name_any_more()
    {
        using var elsewhere = new OtherThread();
        using var next = new NextTest();
        TestThatEndsHere(elsewhere);
        elsewhere.Run(() => next.TestActor.Tell("after the test"));
        next.ExpectMsg("after the test", Limit);
        Assert.Same(next.Sys.DeadLetters, next.LastSender);
    }

    [Fact]
    public void Should_keep_nothing_of_the_context_that_first_used_a_system()
    {
        using var test = new NextTest();
        var context = InContextOfItsOwn(() =>
        {
            test.Sys.Scheduler.ScheduleTellOnce(TimeSpan.Zero, test.TestActor, "later", null);
            test.Sys.ActorOf(Props.Create(() => new Pinned()).WithDispatcher("pinned")).Tell("now", test.TestActor);
        });
        test.ExpectMsgAllOf(Limit, "later", "now");
        Assert.True(IsCollected(context));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference TestThatEndsHere(OtherThread elsewhere)
    {
        TestKit? test = null;
        elsewhere.Run(() => test = new TestKit());
        var system = test!.Sys;
        test.Dispose();
        Assert.True(system.WhenTerminated.Wait(Limit));
        test = null; // The thread may still hold the closure.
        return new WeakReference(system);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference InContextOfItsOwn(Action action)
    {
        var local = new AsyncLocal<object?>();
        var value = new object();
        var context = ExecutionContext.Capture()!;
        ExecutionContext.Run(context.CreateCopy(), _ =>
        {
            local.Value = value;
            action();
        }, null);
        return new WeakReference(value);
    }

    private static bool IsCollected(WeakReference reference) => SpinWait.SpinUntil(
        () =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !reference.IsAlive;
        },
        Limit);

    private sealed class NextTest() : TestKit("pinned { type = PinnedDispatcher }"), INoImplicitSender;

    private sealed class Pinned : ReceiveActor
    {
        public Pinned() => ReceiveAny(message => Sender.Tell(message));
    }

    /// <summary>A thread that stays.</summary>
    private sealed class OtherThread : IDisposable
    {
        private readonly System.Collections.Concurrent.BlockingCollection<Action> _work = [];
        private readonly Thread _thread;

        public OtherThread()
        {
            _thread = new Thread(() =>
            {
                foreach (var action in _work.GetConsumingEnumerable())
                    action();
            });
            _thread.Start();
        }

        public void Run(Action action)
        {
            using var done = new ManualResetEventSlim();
            _work.Add(() =>
            {
                action();
                done.Set();
            });
            Assert.True(done.Wait(Limit));
        }

        public void Dispose()
        {
            _work.CompleteAdding();
            _thread.Join();
            _work.Dispose();
        }
    }
}
