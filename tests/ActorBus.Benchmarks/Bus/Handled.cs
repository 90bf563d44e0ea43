namespace ActorBus.Benchmarks.Bus;

/// <summary>Counts what handlers were given, in cells of each thread's own, so that counting costs the subjects next to nothing.</summary>
internal static class Handled
{
    // More than a cache line, so that two threads never write to the same one.
    private const int CellsPerThread = 32;
    private static readonly Lock Gate = new();
    private static readonly List<long[]> AllCells = [];
    private static HandledCounts _taken;

    [ThreadStatic]
    private static long[]? _cells;

    /// <summary>Counts a handled command.</summary>
    public static void Command() => Cells()[0]++;

    /// <summary>Counts an answered query.</summary>
    public static void Query() => Cells()[1]++;

    /// <summary>Counts an event that the first listener handled.</summary>
    public static void First() => Cells()[2]++;

    /// <summary>Counts an event that the second listener handled.</summary>
    public static void Second() => Cells()[3]++;

    /// <summary>Counts an event that the third listener handled.</summary>
    public static void Third() => Cells()[4]++;

    /// <summary>Returns what was counted since the last call; call it only while no handler runs.</summary>
    public static HandledCounts Take()
    {
        lock (Gate)
        {
            var all = new HandledCounts(Sum(0), Sum(1), Sum(2), Sum(3), Sum(4));
            var since = all - _taken;
            _taken = all;
            return since;
        }
    }

    private static long Sum(int cell) => AllCells.Sum(cells => Volatile.Read(ref cells[cell]));

    private static long[] Cells() => _cells ?? Create();

    private static long[] Create()
    {
        _cells = new long[CellsPerThread];
        lock (Gate) AllCells.Add(_cells);
        return _cells;
    }
}
