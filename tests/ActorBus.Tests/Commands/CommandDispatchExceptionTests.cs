using ActorBus.Pipeline;
namespace ActorBus.Tests.Commands;

public sealed class CommandDispatchExceptionTests
{
    [Fact]
    public void Wrap_MessageDispatchException_TakesItsCause()
    {
        var cause = new InvalidOperationException("inner");

        var error = CommandDispatchException.Wrap(MessageDispatchException.Failed(cause), [new PendingCommand("pending", new DispatchOptions())]);

        Assert.Same(cause, error.InnerException);
        Assert.Equal("A message could not be dispatched: InvalidOperationException: inner", error.Message);
        Assert.Equal("pending", Assert.Single(error.PendingCommands).Command);
    }

    [Fact]
    public void Wrap_AnythingElse_BecomesTheCause()
    {
        var cause = new InvalidOperationException("inner");

        var error = CommandDispatchException.Wrap(cause, [new PendingCommand("pending", new DispatchOptions())]);

        Assert.Same(cause, error.InnerException);
        Assert.Equal("A command could not be dispatched: InvalidOperationException: inner", error.Message);
        Assert.Equal("pending", Assert.Single(error.PendingCommands).Command);
    }

    [Fact]
    public void Wrap_MessageDispatchExceptionWithoutCause_BecomesTheCause()
    {
        var cause = new MessageDispatchException("alone");

        Assert.Same(cause, CommandDispatchException.Wrap(cause, []).InnerException);
    }
}
