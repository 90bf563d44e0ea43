namespace ActorBus.Actors.Tests.Event;

public sealed class LogFormatterTests() : ActorTest($"""
    akka.loglevel = INFO
    akka.logger-formatter = "{typeof(Shouting).AssemblyQualifiedName}"
    """)
{
    [Fact]
    public async Task Configured_Formatter_MakesTheText()
    {
        var entries = Events<Info>();
        Sys.Log.Info("value {0}", 1);
        Sys.ActorOf(Props.Create(() => new Logging()));
        Assert.Equal("VALUE {0}!", (await entries.Next<Info>()).Message.ToString());
        Assert.Equal("ACTOR {0}!", (await entries.Next<Info>()).Message.ToString());
        Assert.IsType<Shouting>(Sys.Settings.LogFormatter);
    }

    public sealed class Shouting : ILogMessageFormatter
    {
        public string Format(string format, params object?[] args) => format.ToUpperInvariant() + "!";

        public string Format(string format, IEnumerable<object?> args) => Format(format);
    }

    private sealed class Logging : UntypedActor
    {
        protected override void PreStart() => Context.GetLogger().Info("actor {0}", 1);

        protected override void OnReceive(object message)
        {
        }
    }
}
