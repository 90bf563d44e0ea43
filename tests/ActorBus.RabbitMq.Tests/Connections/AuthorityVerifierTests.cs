using System.Net.Security;
using ActorBus.RabbitMq.Connections;

namespace ActorBus.RabbitMq.Tests.Connections;

public sealed class AuthorityVerifierTests : IDisposable
{
    private const string Server = "1.3.6.1.5.5.7.3.1";
    private const string Client = "1.3.6.1.5.5.7.3.2";

    private readonly TestCertificates _certificates = new();

    [Theory]
    [InlineData(true)]
    [InlineData(true, Server)]
    [InlineData(true, Server, Client)]
    [InlineData(false, Client)]
    public void Verify_TakesOnlyCertificatesThatAreGoodForServers(bool isTaken, params string[] usages)
    {
        using var certificate = _certificates.Issue("broker.test", usages);

        Assert.Equal(isTaken, NewVerifier(_certificates).Verify(this, certificate, null, SslPolicyErrors.RemoteCertificateChainErrors));
    }

    [Fact]
    public void Verify_RefusesOtherAuthoritiesAndOtherNames()
    {
        using var others = new TestCertificates();
        using var certificate = _certificates.Issue("broker.test", Server);

        Assert.False(NewVerifier(others).Verify(this, certificate, null, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.False(NewVerifier(_certificates).Verify(this, certificate, null, SslPolicyErrors.RemoteCertificateNameMismatch));
    }

    public void Dispose() => _certificates.Dispose();

    private static AuthorityVerifier NewVerifier(TestCertificates certificates)
    {
        var options = RabbitMqOptions.FromUri("amqps://broker.test");
        options.Tls.Authorities.Add(certificates.Authority);
        Assert.Empty(options.Validate());
        return new AuthorityVerifier(options.Tls);
    }
}
