namespace ActorBus.Pipeline;

/// <summary>Something that belongs to one logical flow and is completed or dropped with it: collected messages, a unit of work.</summary>
public interface IFlowResource
{
    /// <summary>The outermost dispatch of the flow succeeded; its caller sees success only when this has.</summary>
    Task CommitAsync(CancellationToken cancellationToken);

    /// <summary>The outermost dispatch of the flow failed; called once, instead of the commit or after it failed.</summary>
    void Discard();
}
