using System.Collections.Concurrent;

namespace ActorBus.Actors.Tests;

/// <summary><c>akka.log-config-on-start</c>.</summary>
public sealed class LoggedConfigTests : ActorTest
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource<List<string>>> Logs = new();

    [Theory]
    [InlineData("on", true)]
    [InlineData("off", false)]
    public async Task Create_ConfigToBeLogged_IsLoggedAtTheStart(string setting, bool isLogged)
    {
        var name = "logging-" + setting;
        var log = Logs[name] = new TaskCompletionSource<List<string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var system = ActorSystem.Create(name, ConfigurationFactory.ParseString($$"""
            akka { loglevel = INFO, stdout-loglevel = OFF, log-config-on-start = {{setting}}, mark-of-this-test = here-it-is }
            akka.loggers = ["{{typeof(KeepingLogger).AssemblyQualifiedName}}"]
            """));
        var entries = await LastSaid(system, log.Task).WaitAsync(Limit);
        await system.Terminate().WaitAsync(Limit);

        Assert.Equal(isLogged, entries.Exists(entry => entry.Contains("here-it-is", StringComparison.Ordinal)));
    }

    /// <summary>Akka.NET subscribes its loggers while the system may be used already: says the last word until it is heard.</summary>
    private static async Task<List<string>> LastSaid(ActorSystem system, Task<List<string>> log)
    {
        do system.Log.Info("end");
        while (await Task.WhenAny(log, Task.Delay(50)) != log);
        return await log;
    }

    private sealed class KeepingLogger : ReceiveActor
    {
        private readonly List<string> _entries = [];

        public KeepingLogger()
        {
            Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
            Receive<LogEvent>(entry => entry.Message is "end", _ => Logs[Context.System.Name].TrySetResult(_entries));
            Receive<LogEvent>(entry => _entries.Add(entry.Message.ToString()!));
        }
    }
}
