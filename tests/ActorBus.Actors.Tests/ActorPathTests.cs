namespace ActorBus.Actors.Tests;

public class ActorPathTests
{
    [Theory]
    [InlineData("aKKa://sYstEm/pAth1/pAth2", "akka://sYstEm/pAth1/pAth2")]
    [InlineData("AKKA://sYstEm@hOst:4711/pAth", "akka://sYstEm@host:4711/pAth")]
    [InlineData("akka.tcp://shop@Host.Domain:1/user", "akka.tcp://shop@host.domain:1/user")]
    public void TryParse_ProtocolAndHost_AreInSmallLetters(string text, string expected)
    {
        Assert.True(ActorPath.TryParse(text, out var path));
        Assert.Equal(expected, path.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/user/a")]
    [InlineData("://hello")]
    [InlineData("http://shop/user")]
    [InlineData("akka://shop@host:x/user")]
    public void TryParse_NoFullPathOfAnActor_IsFalse(string text) => Assert.False(ActorPath.TryParse(text, out _));

    [Fact]
    public void Host_IsInSmallLetters() => Assert.Equal("host", new Address("akka", "shop", "HOST", 1).Host);
}
