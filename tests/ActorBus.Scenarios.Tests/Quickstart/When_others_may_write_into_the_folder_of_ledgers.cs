namespace ActorBus.Scenarios.Tests.Quickstart;

public sealed class When_others_may_write_into_the_folder_of_ledgers : IDisposable
{
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorbus-quickstart-");

    [Theory]
    [InlineData(UnixFileMode.GroupWrite, "mode 720")]
    [InlineData(UnixFileMode.OtherWrite, "mode 702")]
    public async Task Should_refuse_to_keep_one_there(UnixFileMode others, string mode)
    {
        if (!OperatingSystem.IsWindows()) _folder.UnixFileMode = OwnersOnly | others;

        var (code, errors) = await RunAsync(_folder.FullName);

        Assert.Equal(2, code);
        Assert.Contains($"The ledger cannot be kept in '{_folder.FullName}': others may write into it ({mode})", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", errors, StringComparison.Ordinal);
        Assert.Empty(_folder.EnumerateFiles());
    }

    [Fact]
    public async Task Should_make_a_missing_one_for_the_user_alone()
    {
        var folder = new DirectoryInfo(Path.Combine(_folder.FullName, "ledgers"));

        var (_, errors) = await RunAsync(folder.FullName);

        Assert.Contains("There is no service 'warehouse'", errors, StringComparison.Ordinal);
        Assert.Equal(OwnersOnly, folder.UnixFileMode);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<(int Code, string Errors)> RunAsync(string ledgers)
    {
        await using var process = await QuickstartProcess.StartAsync(["run", "warehouse", "--broker", "amqp://user:secret@localhost:1", "--ledger", ledgers]);
        var (code, _, errors) = await process.EndAsync();
        return (code, errors);
    }
}
