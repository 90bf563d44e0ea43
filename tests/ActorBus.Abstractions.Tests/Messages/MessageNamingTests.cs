using ActorBus.Messages;

namespace ActorBus.Tests.Messages;

public sealed class MessageNamingTests
{
    [Fact]
    public void NameOf_MessageThatNamesItself_WinsOverItsAttribute() =>
        Assert.Equal("own", MessageNaming.NameOf(new SelfNamed("own")));

    [Fact]
    public void NameOf_EmptyOwnName_IsRefusedNamingTheType()
    {
        var error = Assert.Throws<ActorBusException>(() => MessageNaming.NameOf(new SelfNamed("")));
        Assert.Contains(nameof(SelfNamed), error.Message);
    }

    [Fact]
    public void NameOf_Attribute_IsTheContractName() => Assert.Equal("billing.contract", MessageNaming.NameOf(new Named()));

    [Fact]
    public void NameOf_DerivedFromNamed_HasANameOfItsOwn() =>
        Assert.Equal(typeof(DerivedFromNamed).FullName, MessageNaming.NameOf(new DerivedFromNamed()));

    [Fact]
    public void NameOf_AnyOther_IsTheFullTypeName()
    {
        Assert.Equal("ActorBus.Tests.Messages.MessageNamingTests+Plain", MessageNaming.NameOf(new Plain()));
        Assert.Equal(MessageNaming.NameOf(typeof(Plain)), MessageNaming.NameOf(new Plain()));
    }

    [Fact]
    public void NameOf_GenericType_HoldsNoAssemblyVersions()
    {
        var name = MessageNaming.NameOf(typeof(Dictionary<string, Plain>));
        Assert.Equal($"System.Collections.Generic.Dictionary`2[System.String,{typeof(Plain).FullName}]", name);
    }

    [Theory]
    [InlineData("billing.changeDetails")]
    [InlineData("")]
    [InlineData("System.IO.FileInfo, System.IO.FileSystem")]
    public void NameOf_String_IsTheStringItself(string message) => Assert.Equal(message, MessageNaming.NameOf(message));

    [Fact]
    public void NameOf_Null_IsRefused() => Assert.Throws<ArgumentNullException>(() => MessageNaming.NameOf((object)null!));

    [MessageName("attribute")]
    private sealed record SelfNamed(string MessageName) : IHasMessageName;

    [MessageName("billing.contract")]
    private class Named;

    private sealed class DerivedFromNamed : Named;

    private sealed record Plain;
}
