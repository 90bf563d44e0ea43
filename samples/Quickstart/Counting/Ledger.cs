using System.Security.Cryptography;
using System.Text;

namespace Quickstart.Counting;

/// <summary>What a process has counted, kept in a file so that a successor can go on when the process is killed.</summary>
/// <remarks>
/// One file per process, locked as long as the process lives; the lock of a killed process is gone, and that is how a successor
/// of the same service on the same broker knows whose file it may adopt. A clean end deletes the file.
/// </remarks>
internal sealed class Ledger : IDisposable
{
    private const int MostNames = 5;
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(1);

    private readonly string _folder;
    private readonly string _family;
    private readonly FileStream _file;

    private Ledger(string folder, string family, FileStream file)
    {
        _folder = folder;
        _family = family;
        _file = file;
    }

    /// <summary>Begins the ledger of this process.</summary>
    /// <param name="folder">Where ledgers are; made when missing, for this user alone.</param>
    /// <param name="service">Whose it is.</param>
    /// <param name="broker">The address of the broker.</param>
    /// <exception cref="CommandLineException">Others may write into the folder.</exception>
    public static Ledger Open(string folder, string service, string broker)
    {
        CreateFolder(folder);
        var family = $"{service}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(broker)))[..12]}";
        for (var names = 1; ; names++)
        {
            try
            {
                return new Ledger(folder, family, Open(Path.Combine(folder, $"{family}-{Guid.NewGuid():N}.ledger"), FileMode.CreateNew));
            }
            catch (IOException) when (names < MostNames)
            {
                // Between making and locking it, a sibling took the empty file for that of a dead process: another name.
            }
        }
    }

    /// <summary>Writes a fact; it outlives the process from now on.</summary>
    public void Append(Entry entry)
    {
        _file.Write(Encoding.UTF8.GetBytes($"{entry}\n"));
        _file.Flush();
    }

    /// <summary>Takes over the files of dead processes: hands out their facts, then deletes them.</summary>
    /// <param name="adopt">Gets the facts of one file, and has written them to this one when it returns.</param>
    /// <returns>How many files there were.</returns>
    public int AdoptOrphans(Action<IReadOnlyList<Entry>> adopt)
    {
        var count = 0;
        foreach (var path in Directory.EnumerateFiles(_folder, $"{_family}-*.ledger"))
        {
            if (path == _file.Name) continue;
            using var orphan = TryOpen(path);
            if (orphan is null) continue;
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(path) <= Oldest)
            {
                adopt(Read(orphan));
                count++;
            }

            File.Delete(path);
        }

        return count;
    }

    /// <summary>Ends the ledger: what it holds has been reported.</summary>
    public void Delete()
    {
        File.Delete(_file.Name);
        _file.Dispose();
    }

    /// <summary>Leaves the file to a successor.</summary>
    public void Dispose() => _file.Dispose();

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            // Its folder for temporary files is the user's own.
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var mode = File.GetUnixFileMode(folder);
        if ((mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) == 0) return;
        throw new CommandLineException(
            $"The ledger cannot be kept in '{folder}': others may write into it (mode {Convert.ToString((int)mode, 8)}), and what they write would be "
            + "counted here. Take that right from them with chmod go-w, or name another folder with --ledger.");
    }

    private static Entry[] Read(FileStream file)
    {
        using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
        return [.. reader.ReadToEnd().Split('\n')[..^1].Select(Entry.Parse).OfType<Entry>()];
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return Open(path, FileMode.Open);
        }
        catch (IOException)
        {
            // Its owner lives, or a sibling was faster.
            return null;
        }
    }

    private static FileStream Open(string path, FileMode mode) => new(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
}
