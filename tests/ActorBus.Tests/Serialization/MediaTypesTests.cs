using ActorBus.Serialization;

namespace ActorBus.Tests.Serialization;

public sealed class MediaTypesTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("application/json", "application/json")]
    [InlineData("Application/JSON; charset=UTF-8", "application/json")]
    [InlineData(" text/plain ;x=y", "text/plain")]
    [InlineData(";", "")]
    public void WithoutParameters_AnyMediaType_IsTheLowerCaseRest(string? mediaType, string expected) =>
        Assert.Equal(expected, MediaTypes.WithoutParameters(mediaType));

    [Theory]
    [InlineData("application/json; charset=utf-8", "utf-8")]
    [InlineData("application/json;CHARSET=\"UTF-8\"", "utf-8")]
    [InlineData("application/json; boundary=x; charset = latin1 ", "latin1")]
    [InlineData("application/json; charset", null)]
    [InlineData("application/json", null)]
    [InlineData(null, null)]
    public void Charset_AnyMediaType_IsTheParameterOrNull(string? mediaType, string? expected) =>
        Assert.Equal(expected, MediaTypes.Charset(mediaType));
}
