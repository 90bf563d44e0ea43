using System.CommandLine;
using ActorBus.Benchmarks.Bus;
using ActorBus.Benchmarks.RabbitMq;
using ActorBus.Benchmarks.Reports;
using ActorBus.Benchmarks.Start;

namespace ActorBus.Benchmarks;

/// <summary>The commands of the program and their options.</summary>
internal static class CommandLine
{
    private static readonly Options Defaults = new();
    private static readonly Option<string?> Json = new("--json") { Description = "Write the results to this file as JSON.", HelpName = "FILE" };
    private static readonly Option<int> Rounds = Number("--rounds", Defaults.Rounds, 1, "How many rounds each subject is measured for.");
    private static readonly Option<string[]> Case = new("--case") { Description = "Measure only this case; may be repeated.", HelpName = "NAME" };
    private static readonly Option<string[]> Subject = new("--subject") { Description = "Measure only this subject; may be repeated.", HelpName = "NAME" };
    private static readonly Option<string?> Amqp = new("--amqp") { Description = "Use this broker instead of a private node.", HelpName = "URI" };
    private static readonly Option<int?> BrokerPid = new("--broker-pid") { Description = "The process of that broker, for its processor time.", HelpName = "N" };
    private static readonly Option<int> Messages = Number("--messages", Defaults.Messages, 1_000, "Messages in a filled queue; other counts keep their proportion.");
    private static readonly Option<int> Prefetch = Number("--prefetch", Defaults.Prefetch, 1, "The prefetch of every consumer.");
    private static readonly Option<int> Callers = Number("--callers", Defaults.Callers, 1, "How many callers publish at the same time.");
    private static readonly Option<int> IdleSeconds = Number("--idle-seconds", Defaults.IdleSeconds, 0, "How long an idle host is watched; 0 to skip.");
    private static readonly Argument<string[]> Files = new("files") { Description = "Files written with --json.", Arity = ArgumentArity.OneOrMore };
    private static readonly Argument<string> Host = new("subject") { Description = "The host to start." };

    /// <summary>Creates the root command.</summary>
    public static RootCommand Create() => new("Measures ActorBus beside hand-written code and other buses.")
    {
        Measure("bus", "Commands, queries and events inside one process.", BusBenchmark.RunAsync, Json, Rounds, Case, Subject),
        Measure(
            "rabbitmq", "Messages over a real RabbitMQ.", RabbitMqBenchmark.RunAsync,
            Json, Rounds, Case, Subject, Amqp, BrokerPid, Messages, Prefetch, Callers),
        Measure(
            "start", "Hosts in fresh processes, from nothing to the first handled command, and idle.", StartBenchmark.RunAsync,
            Json, Rounds, Subject, Amqp, IdleSeconds),
        Report(),
        StartOnce(),
    };

    private static Command Measure(
        string name, string description, Func<Options, Task<IReadOnlyList<Result>>> run, params IReadOnlyList<Option> options)
    {
        var command = new Command(name, description);
        foreach (var option in options) command.Add(option);
        command.SetAction(async parsed =>
        {
            var results = await run(Read(parsed, options));
            if (parsed.GetValue(Json) is { } file) ResultFile.Write(file, results);
            Console.Write(Markdown.Of(results));
        });
        return command;
    }

    private static Command Report()
    {
        var command = new Command("report", "Prints the tables and the goals of results that were written before, as Markdown.") { Files };
        command.SetAction(parsed =>
        {
            var results = parsed.GetRequiredValue(Files).SelectMany(ResultFile.Read).ToList();
            Console.WriteLine($"{Machine.Describe()}\n");
            Console.Write(Markdown.OfGoals(Goals.Of(results)));
            Console.Write(Markdown.Of(results));
        });
        return command;
    }

    /// <summary>What the start benchmark runs in a process of its own.</summary>
    private static Command StartOnce()
    {
        var command = new Command("start-once") { Host, Amqp, IdleSeconds };
        command.Hidden = true;
        command.SetAction(parsed => StartedHost.RunAsync(
            parsed.GetRequiredValue(Host), parsed.GetValue(Amqp), TimeSpan.FromSeconds(parsed.GetValue(IdleSeconds))));
        return command;
    }

    private static Options Read(ParseResult parsed, IReadOnlyList<Option> options)
    {
        return new Options
        {
            Json = parsed.GetValue(Json),
            Rounds = Value(Rounds, Defaults.Rounds),
            Cases = Value(Case, []),
            Subjects = Value(Subject, []),
            Amqp = Value(Amqp, null),
            BrokerPid = Value(BrokerPid, null),
            Messages = Value(Messages, Defaults.Messages),
            Prefetch = Value(Prefetch, Defaults.Prefetch),
            Callers = Value(Callers, Defaults.Callers),
            IdleSeconds = Value(IdleSeconds, Defaults.IdleSeconds),
        };

        T Value<T>(Option<T> option, T otherwise) => options.Contains(option) ? parsed.GetValue(option) ?? otherwise : otherwise;
    }

    private static Option<int> Number(string name, int value, int least, string description)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var given) && given < least)
                result.AddError($"Option '{name}' is {given}. Use {least} or more.");
        });
        return option;
    }
}
