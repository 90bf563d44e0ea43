namespace ActorBus.Benchmarks;

/// <summary>The options of a measuring command.</summary>
internal sealed record Options
{
    /// <summary>The file to write the results to as JSON; null to write none.</summary>
    public string? Json { get; init; }

    /// <summary>How many rounds each subject is measured for.</summary>
    public int Rounds { get; init; } = 7;

    /// <summary>The names of the cases to measure; empty for all.</summary>
    public IReadOnlyList<string> Cases { get; init; } = [];

    /// <summary>The names of the subjects to measure; empty for all.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>The address of the broker; null to start a private one.</summary>
    public string? Amqp { get; init; }

    /// <summary>The process id of the broker at <see cref="Amqp"/>, for its processor time; null when unknown.</summary>
    public int? BrokerPid { get; init; }

    /// <summary>How many messages a filled queue holds; the other counts keep their proportion to it.</summary>
    public int Messages { get; init; } = 100_000;

    /// <summary>The prefetch of every consumer.</summary>
    public int Prefetch { get; init; } = 500;

    /// <summary>How many callers send at the same time.</summary>
    public int Callers { get; init; } = 500;

    /// <summary>How long an idle host is watched, in seconds; 0 to skip.</summary>
    public int IdleSeconds { get; init; } = 30;

    /// <summary>Returns the cases that were asked for.</summary>
    public IReadOnlyList<T> Chosen<T>(IReadOnlyList<T> cases, Func<T, string> name) => Choose("case", Cases, cases, name);

    /// <summary>Returns the subjects that were asked for.</summary>
    public IReadOnlyList<T> ChosenSubjects<T>(IReadOnlyList<T> subjects, Func<T, string> name) => Choose("subject", Subjects, subjects, name);

    private static IReadOnlyList<T> Choose<T>(string kind, IReadOnlyList<string> wanted, IReadOnlyList<T> all, Func<T, string> name)
    {
        if (wanted.Count == 0) return all;
        var unknown = wanted.Except(all.Select(name)).ToList();
        return unknown.Count == 0
            ? [.. all.Where(one => wanted.Contains(name(one)))]
            : throw new ArgumentException($"There is no {kind} '{unknown[0]}'. Use one of: {string.Join(", ", all.Select(name))}.");
    }
}
