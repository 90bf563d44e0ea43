using System.Threading.Channels;

namespace ActorBus.Actors.Tests;

/// <summary>An actor whose messages a test awaits one by one.</summary>
public sealed class Recorder
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly Channel<(object Message, IActorRef Sender)> _messages = Channel.CreateUnbounded<(object, IActorRef)>();

    public Recorder(ActorSystem system) => Ref = system.ActorOf(Props.Create(() => new Writer(_messages.Writer)));

    public IActorRef Ref { get; }

    public IActorRef LastSender { get; private set; } = ActorRefs.Nobody;

    public async Task<object> Next()
    {
        using var limit = new CancellationTokenSource(Limit);
        var (message, sender) = await _messages.Reader.ReadAsync(limit.Token);
        LastSender = sender;
        return message;
    }

    public async Task<T> Next<T>() => Assert.IsAssignableFrom<T>(await Next());

    /// <summary>The next messages have to be these.</summary>
    public async Task Expect(params object[] messages)
    {
        foreach (var expected in messages)
            Assert.Equal(expected, await Next());
    }

    /// <summary>A message sent now is the next one: nothing came before it.</summary>
    public async Task ExpectNothingBefore(object marker)
    {
        Ref.Tell(marker, ActorRefs.NoSender);
        await Expect(marker);
    }

    private sealed class Writer(ChannelWriter<(object, IActorRef)> writer) : UntypedActor
    {
        protected override void OnReceive(object message) => writer.TryWrite((message, Sender));
    }
}
