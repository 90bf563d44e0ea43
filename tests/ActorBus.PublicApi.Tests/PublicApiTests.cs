using System.Reflection;
using PublicApiGenerator;

namespace ActorBus.PublicApi.Tests;

/// <summary>What users can see of each package is a file under review: a change of it is a change of that file.</summary>
public sealed class PublicApiTests
{
    private static readonly ApiGeneratorOptions Options = new() { IncludeAssemblyAttributes = false };

    public static TheoryData<string> Packages => new(
        "ActorBus", "ActorBus.Abstractions", "ActorBus.Clustering", "ActorBus.Console", "ActorBus.Hosting", "ActorBus.InMemory", "ActorBus.RabbitMq",
        "ActorBus.TestKit");

    [Theory]
    [MemberData(nameof(Packages))]
    public void PublicApi_OfAPackage_IsAsApproved(string package)
    {
        var received = Assembly.Load(package).GeneratePublicApi(Options).ReplaceLineEndings("\n") + "\n";
        var approved = Path.Combine(AppContext.BaseDirectory, "Approved", $"{package}.txt");
        var expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "";
        if (received == expected) return;

        var file = Path.Combine(AppContext.BaseDirectory, $"{package}.received.txt");
        File.WriteAllText(file, received);
        Assert.Fail($"The public API of {package} is not the approved one. Compare {file} with tests/ActorBus.PublicApi.Tests/Approved/{package}.txt, and copy it there if the change is meant.");
    }
}
