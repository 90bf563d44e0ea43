using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Recovery;

namespace ActorBus.Tests.Distribution;

/// <summary>The handlers of a test's service, as delegates.</summary>
internal sealed class TestHandlers
{
    private readonly List<HandlerDescriptor> _all = [];

    public IReadOnlyList<HandlerDescriptor> All => _all;

    public TestHandlers OnCommand<T>(string key, Func<T, MessageContext, Task> handle, FailurePolicy? policy = null, bool distributed = true) =>
        Add(MessageKind.Command, key, $"command:{key}", handle, policy, distributed);

    public TestHandlers OnEvent<T>(string name, string key, Func<T, MessageContext, Task> handle, FailurePolicy? policy = null, bool distributed = true) =>
        Add(MessageKind.Event, key, name, handle, policy, distributed);

    public TestHandlers OnMessage<T>(string channel, Func<T, MessageContext, Task> handle) =>
        Add(MessageKind.Message, channel, $"message:{channel}", handle, null, true);

    public TestHandlers OnQuery<T>(string key, Func<T, MessageContext, Task<object?>> handle)
    {
        _all.Add(new HandlerDescriptor
        {
            Name = $"query:{key}",
            Kind = MessageKind.Query,
            RoutingKey = key,
            MessageType = typeof(T),
            IsDistributed = true,
            Invoke = invocation => new ValueTask<object?>(handle((T)invocation.Message, invocation.Context)),
        });
        return this;
    }

    /// <summary>A handler whose parameters are bound, as those of a user's are.</summary>
    public TestHandlers On(HandlerDescriptor handler)
    {
        _all.Add(handler with { IsDistributed = true });
        return this;
    }

    /// <summary>Changes the handler that was added last.</summary>
    public TestHandlers With(Func<HandlerDescriptor, HandlerDescriptor> change)
    {
        _all[^1] = change(_all[^1]);
        return this;
    }

    private TestHandlers Add<T>(
        MessageKind kind, string key, string name, Func<T, MessageContext, Task> handle, FailurePolicy? policy, bool distributed)
    {
        _all.Add(new HandlerDescriptor
        {
            Name = name,
            Kind = kind,
            RoutingKey = key,
            MessageType = typeof(T),
            IsDistributed = distributed,
            FailurePolicy = policy,
            Invoke = async invocation =>
            {
                await handle((T)invocation.Message, invocation.Context);
                return null;
            },
        });
        return this;
    }
}
