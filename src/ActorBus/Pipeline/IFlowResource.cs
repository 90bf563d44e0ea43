namespace ActorBus.Pipeline;

/// <summary>
/// Represents a resource that belongs to one logical flow and is committed or discarded with it, such as collected messages or a unit of work.
/// </summary>
public interface IFlowResource
{
    /// <summary>
    /// Commits the resource because the outermost dispatch of the flow succeeded; its caller sees success only after this completes.
    /// </summary>
    Task CommitAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Discards the resource because the outermost dispatch of the flow failed; called once, instead of the commit or after it failed.
    /// </summary>
    void Discard();
}
