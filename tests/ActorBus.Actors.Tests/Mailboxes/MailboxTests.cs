namespace ActorBus.Actors.Tests.Mailboxes;

public sealed class MailboxTests() : ActorTest($$"""
    priority { mailbox-type = "{{typeof(NumbersFirst).AssemblyQualifiedName}}" }
    bounded {
      mailbox-type = "{{typeof(BoundedMailbox).AssemblyQualifiedName}}"
      mailbox-capacity = 2
      mailbox-push-timeout-time = 10ms
    }
    """)
{
    [Fact]
    public async Task Priority_LowerNumber_ComesFirst()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Writer(Log.Ref)).WithMailbox("priority"));
        var gate = new TaskCompletionSource();
        actor.Tell(gate.Task);
        await Log.Expect("waiting");
        foreach (object message in new object[] { "a", 1, "b", 2 })
            actor.Tell(message);
        gate.SetResult();
        await Log.Expect(1, 2, "a", "b");
    }

    [Fact]
    public async Task Bounded_Full_MessageBecomesDeadLetter()
    {
        var dead = Events<AllDeadLetters>();
        var actor = Sys.ActorOf(Props.Create(() => new Writer(Log.Ref)).WithMailbox("bounded"));
        var gate = new TaskCompletionSource();
        actor.Tell(gate.Task);
        await Log.Expect("waiting");
        foreach (var message in new[] { "a", "b", "c" })
            actor.Tell(message);
        Assert.Equal("c", WrappedMessage.Unwrap((await dead.Next<AllDeadLetters>()).Message));
        gate.SetResult();
        await Log.Expect("a", "b");
    }

    [Fact]
    public void WithMailbox_NotConfigured_IsRefused() =>
        Assert.ThrowsAny<Exception>(() => Sys.ActorOf(Props.Create(() => new Writer(Log.Ref)).WithMailbox("unknown")));

    public sealed class NumbersFirst(Settings settings, Config config) : UnboundedStablePriorityMailbox(settings, config)
    {
        protected override int PriorityGenerator(object message) => message is int ? 0 : 1;
    }

    private sealed class Writer : ReceiveActor
    {
        public Writer(IActorRef log)
        {
            Receive<Task>(task =>
            {
                log.Tell("waiting");
                task.Wait();
            });
            ReceiveAny(message => log.Tell(message));
        }
    }
}
