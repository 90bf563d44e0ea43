namespace ActorBus.Tests.Actors.Hosting;

public class ActorRegistryTests : TestKit
{
    private readonly ActorRegistry _registry;

    public ActorRegistryTests() => _registry = ActorRegistry.For(Sys);

    [Fact]
    public void For_SameSystem_IsTheSame() => Assert.Same(_registry, ActorRegistry.For(Sys));

    [Fact]
    public void Register_FreeKey_IsFound()
    {
        _registry.Register<string>(TestActor);

        Assert.Equal(TestActor, _registry.Get<string>());
        Assert.True(_registry.TryGet<string>(out var found));
        Assert.Equal(TestActor, found);
        Assert.True(_registry.TryGet(typeof(string), out _));
        Assert.Equal(TestActor, Assert.Single(_registry).Value);
    }

    [Fact]
    public void Register_TakenKey_IsRefusedUnlessOverwritten()
    {
        var other = CreateTestProbe().Ref;
        _registry.Register<string>(TestActor);

        Assert.Throws<DuplicateActorRegistryException>(() => _registry.Register<string>(other));
        Assert.False(_registry.TryRegister<string>(other));
        _registry.Register<string>(other, true);
        Assert.Equal(other, _registry.Get<string>());
    }

    [Fact]
    public void Register_Null_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => _registry.Register<string>(null!));
        Assert.False(_registry.TryRegister<string>(null!));
    }

    [Fact]
    public void Get_UnknownKey_IsAnError()
    {
        Assert.Throws<MissingActorRegistryEntryException>(() => _registry.Get<string>());
        Assert.False(_registry.TryGet<string>(out var nobody));
        Assert.Equal(ActorRefs.Nobody, nobody);
    }

    [Fact]
    public async Task GetAsync_RegisteredLater_IsFoundThen()
    {
        var first = _registry.GetAsync<string>();
        var second = _registry.GetAsync(typeof(string));
        Assert.NotSame(first, second);
        Assert.False(first.IsCompleted);
        _registry.Register<string>(TestActor);

        Assert.Equal(TestActor, await first);
        Assert.Equal(TestActor, await second);
        Assert.Equal(TestActor, await _registry.GetAsync<string>());
    }

    [Fact]
    public async Task GetAsync_Cancelled_Ends()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = _registry.GetAsync<string>(cancel.Token);
        var other = _registry.GetAsync<string>();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(other.IsCompleted);
    }

    [Fact]
    public async Task RequiredActor_RegisteredLater_IsFoundThen()
    {
        IRequiredActor<string> required = new RequiredActor<string>(_registry);
        var waiting = required.GetAsync();
        _registry.Register<string>(TestActor);

        Assert.Equal(TestActor, await waiting);
        Assert.Equal(TestActor, required.ActorRef);
    }

    [Fact]
    public void RequiredActor_NotRegistered_IsAnError() =>
        Assert.Throws<MissingActorRegistryEntryException>(() => new RequiredActor<string>(_registry).ActorRef);
}
