namespace ActorBus.Tests.Actors.Surface;

public class ApprovedSurfaceTests
{
    [Theory]
    [InlineData(typeof(ActorSystem))]
    [InlineData(typeof(TestKitBase))]
    public void PublicSurface_ComparedWithTheApprovedOne_IsTheSame(Type typeInAssembly)
    {
        var assembly = typeInAssembly.Assembly;
        var file = $"{assembly.GetName().Name}.approved.txt";
        var actual = PublicSurface.Describe(assembly);
        var approved = Resources.Read(file);
        if (actual == approved)
            return;

        var received = Path.Combine(AppContext.BaseDirectory, file);
        File.WriteAllText(received, actual);
        Assert.Fail(
            $"The public surface of {assembly.GetName().Name} differs from the approved one.\n{Difference(approved, actual)}\n" +
            $"If that is meant, copy '{received}' to tests/ActorBus.Actors.Tests/Surface/{file}.");
    }

    private static string Difference(string approved, string actual)
    {
        var before = approved.Split('\n');
        var now = actual.Split('\n');
        var changes = before.Except(now).Select(line => $"- {line}").Concat(now.Except(before).Select(line => $"+ {line}"));
        return string.Join('\n', changes.Take(40));
    }
}
