using Xunit.Abstractions;

namespace ActorBus.Actors.TestKit.Internal;

/// <summary>Writes log entries to the output of a test, on the thread that logs, so that none comes too late.</summary>
internal sealed class OutputLog : MinimalActorRef
{
    private readonly LocalActorSystem _system;
    private readonly ITestOutputHelper _output;
    private readonly string _prefix;

    private OutputLog(LocalActorSystem system, ITestOutputHelper output, string prefix)
    {
        _system = system;
        _output = output;
        _prefix = prefix;
        Path = system.RootPath / "system" / $"output-{Guid.NewGuid():N}";
    }

    public override ActorPath Path { get; }

    internal override LocalActorSystem Home => _system;

    public static void Attach(ActorSystem system, ITestOutputHelper output, string prefix) =>
        system.EventStream.Subscribe(new OutputLog((LocalActorSystem)system, output, prefix), typeof(LogEvent));

    public override void Tell(object message, IActorRef? sender)
    {
        try
        {
            _output.WriteLine("{0}{1}", _prefix, message);
        }
        catch (InvalidOperationException)
        {
            _system.EventStream.Unsubscribe(this); // The test is over and takes no more output.
        }
    }
}
