namespace ActorBus.Actors.Configuration.Tree;

/// <summary>A substitution: <c>${path}</c> or <c>${?path}</c>.</summary>
/// <remarks>
/// The candidates are looked up one after the other: in an included text the path below the place of the include first, then
/// the path as written.
/// </remarks>
internal sealed class ReferenceNode(IReadOnlyList<string[]> candidates, bool isOptional, Origin origin) : Node(origin)
{
    public IReadOnlyList<string[]> Candidates { get; } = candidates;

    public bool IsOptional { get; } = isOptional;

    /// <summary>The path as written, which is also the name of the environment variable that may stand in for it.</summary>
    public string[] Written => Candidates[^1];

    public ReferenceNode Below(IReadOnlyList<string> prefix) => prefix.Count == 0
        ? this
        : new([.. Candidates.Select(candidate => (string[])[.. prefix, .. candidate]), Written], IsOptional, Origin);

    public override string ToString() => $"${{{(IsOptional ? "?" : "")}{ConfigPath.Render(Written)}}}";
}
