using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace ActorBus.Benchmarks.Reports;

/// <summary>What a run was made with.</summary>
internal static class Machine
{
    private static readonly (string Name, Type Type)[] Packages =
    [
        ("Akka.NET", typeof(Akka.Actor.ActorSystem)),
        ("MassTransit", typeof(MassTransit.IBus)),
        ("Wolverine", typeof(Wolverine.WolverineOptions)),
        ("Rebus", typeof(Rebus.Bus.IBus)),
        ("RabbitMQ.Client", typeof(RabbitMQ.Client.IConnection)),
    ];

    /// <summary>Returns one sentence: the day, the runtime, the processors and the versions of the packages.</summary>
    public static string Describe()
    {
        var day = DateTime.Now.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        var packages = string.Join(", ", Packages.Select(package => $"{package.Name} {VersionOf(package.Type)}"));
        return $"{day}, {RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} processors; {packages}.";
    }

    private static string VersionOf(Type type)
    {
        var version = type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        return version.Split('+')[0];
    }
}
