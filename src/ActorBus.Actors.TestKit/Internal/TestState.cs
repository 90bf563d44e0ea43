using System.Threading.Channels;

namespace ActorBus.Actors.TestKit.Internal;

/// <summary>What one test kit or probe has: its system, its test actor and the messages that arrived.</summary>
internal sealed class TestState
{
    public TestState(ActorSystem system, ITestKitAssertions assertions, IActorRef testActor, Channel<MessageEnvelope> queue)
    {
        System = system;
        Assertions = assertions;
        TestActor = testActor;
        Queue = queue.Reader;
        QueueEntry = queue.Writer;
        Settings = TestKitExtension.For(system);
        Log = Logging.GetLogger(system, testActor.Path.Name);
    }

    public ActorSystem System { get; }

    public ITestKitAssertions Assertions { get; }

    public IActorRef TestActor { get; }

    public ChannelReader<MessageEnvelope> Queue { get; }

    public ChannelWriter<MessageEnvelope> QueueEntry { get; }

    public TestKitSettings Settings { get; }

    public ILoggingAdapter Log { get; }

    /// <summary>Null where the test wants none.</summary>
    public ImplicitSender? ImplicitSender { get; set; }

    public MessageEnvelope LastMessage { get; set; } = NullMessageEnvelope.Instance;

    /// <summary>Whether the last expectation was that nothing comes: then Within may end late.</summary>
    public bool LastWasNoMessage { get; set; }

    /// <summary>When the innermost Within ends, on <see cref="Parts.TestKitTiming.Now"/>; null outside of one.</summary>
    public TimeSpan? End { get; set; }
}
