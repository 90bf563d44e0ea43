using System.CommandLine;

namespace ActorBus.Hosting.Verbs;

/// <summary>A verb that requires a second verb.</summary>
internal sealed class VerbGroup : Command
{
    public VerbGroup(string name, string description)
        : base(name, description) =>
        SetAction(int (_) => throw new ConsoleException(
            $"'{name}' needs one of {string.Join(", ", Subcommands.Select(verb => verb.Name))}. For help: {name} --help"));
}
