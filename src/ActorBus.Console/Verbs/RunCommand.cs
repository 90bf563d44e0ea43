using System.CommandLine;
using Microsoft.Extensions.Logging;

namespace ActorBus.Hosting.Verbs;

/// <summary>Runs one service of the host.</summary>
internal sealed class RunCommand : Command
{
    /// <summary>The name of the verb.</summary>
    public const string Verb = "run";

    private readonly HostRunner _host;
    private readonly HostServices _services;
    private readonly TextWriter _errors;
    private readonly Argument<string> _service = new("service") { Description = "The name of the service; list shows them." };
    private readonly Option<bool> _level = new("-v", "-vv", "-vvv") { Description = "Logs information, debug, trace." };
    private readonly Option<int> _handled = VerbOptions.Limit("--handled-message-limit", "N", "Stops after N messages");
    private readonly Option<TimeSpan> _time = VerbOptions.TimeLimit("--execution-time-limit", "Stops after a time");
    private readonly Option<int> _memory = VerbOptions.Limit("--memory-limit", "MB", "Stops when the process uses that many megabytes of memory");
    private readonly Option<bool> _stopOnFailure = new("--stop-on-failure") { Description = "Stops at the first failure; the message stays in the queue." };
    private readonly Option<bool> _finish = new("--finish-when-no-messages") { Description = "Stops when the queue is empty." };
    private readonly Option<bool> _noDeclare = new("--no-declare")
    {
        Description = "Declares nothing: the queues exist already (topology apply), and the broker's user needs no right to configure.",
    };

    public RunCommand(HostRunner host, HostServices services, TextWriter errors)
        : base(Verb, "Runs one service until SIGTERM or SIGINT, or until a limit is reached.")
    {
        (_host, _services, _errors) = (host, services, errors);
        Add(_service.NoOption());
        foreach (var option in new Option[] { _level, _handled, _time, _memory, _stopOnFailure, _finish, _noDeclare }) Add(option);
        SetAction(parsed => RunAsync(Read(parsed)));
    }

    /// <summary>Returns the arguments of a command line.</summary>
    public RunArguments Read(ParseResult parsed) => new()
    {
        Service = parsed.GetRequiredValue(_service),
        Level = LevelOf(parsed),
        HandledMessageLimit = parsed.GetValue(_handled) is > 0 and var messages ? messages : null,
        ExecutionTimeLimit = parsed.GetValue(_time) is var time && time > TimeSpan.Zero ? time : null,
        MemoryLimit = parsed.GetValue(_memory) is > 0 and var megabytes ? megabytes : null,
        StopOnFailure = parsed.GetValue(_stopOnFailure),
        FinishWhenNoMessages = parsed.GetValue(_finish),
        NoDeclare = parsed.GetValue(_noDeclare),
    };

    private LogLevel? LevelOf(ParseResult parsed) => parsed.GetResult(_level)?.IdentifierToken?.Value switch
    {
        "-v" => LogLevel.Information,
        "-vv" => LogLevel.Debug,
        "-vvv" => LogLevel.Trace,
        _ => null,
    };

    private async Task<int> RunAsync(RunArguments run)
    {
        _services.RunOnly(run);
        if (!await _host.StartAsync().ConfigureAwait(false)) return 0;
        var failure = await new RunWatch(run, _services.Running()).WaitAsync(_host.Stopping).ConfigureAwait(false);
        await _host.StopAsync().ConfigureAwait(false);
        if (failure is null) return 0;
        await _errors.WriteLineAsync(failure).ConfigureAwait(false);
        return 1;
    }
}
