using System.Net.Sockets;
using System.Security.Authentication;
using ActorBus.Brokers;
using RabbitMQ.Client.Exceptions;

namespace ActorBus.RabbitMq.Connections;

/// <summary>The reason why a node could not be used, as text that states the remedy and contains no secret.</summary>
internal sealed record ConnectFailure(string Text, bool IsTransient, Exception Cause)
{
    public static ConnectFailure From(Exception error, string node, RabbitMqOptions options)
    {
        var chain = Chain(error).ToList();
        foreach (var cause in chain)
        {
            switch (cause)
            {
                case OperationInterruptedException { ShutdownReason: { } reason }:
                    return new($"{node}: {CloseText.Of(reason)}", CloseText.IsTransient(reason), cause);
                case AuthenticationFailureException:
                    return new($"{node}: the broker refused user '{options.UserName}' or the password; check both, and that the user "
                        + "may log in from this machine ('guest' may only from the broker's own)", false, cause);
                case PossibleAuthenticationFailureException:
                    // A broker that refuses gives a reason; this connection ended before the broker had answered.
                    return new($"{node}: the connection ended while logging in user '{options.UserName}'; the network or the broker broke off", true, cause);
                case AuthenticationException:
                    return new($"{node}: the TLS handshake failed: {Said(cause)}; check the broker's certificate, its name and the "
                        + "authorities, and that the port speaks TLS", false, cause);
                case SocketException socket:
                    return new($"{node}: {Of(socket, options)}", true, cause);
                case TimeoutException:
                    return new($"{node}: no AMQP answer within {options.ConnectTimeout.TotalSeconds:0.#} s; is it RabbitMQ that listens "
                        + $"there{(options.IsEncrypted ? " with TLS" : ", without TLS")}?", true, cause);
            }
        }

        var hint = options.IsEncrypted ? "; a broker that misses the client's certificate says no more than this" : "";
        return new($"{node}: {Said(chain[^1])}{hint}", true, chain[^1]);
    }

    public static BrokerException Combine(IReadOnlyList<ConnectFailure> failures, RabbitMqOptions options)
    {
        var transient = failures.Any(failure => failure.IsTransient);
        var texts = string.Join("; ", failures.Select(failure => failure.Text));
        return new BrokerException(
            $"RabbitMQ at {options.Address} cannot be used: {texts}.", transient, failures.Count == 1 ? failures[0].Cause : null);
    }

    private static string Of(SocketException error, RabbitMqOptions options) => error.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "nothing listens there; start the broker or correct host and port",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "the host's name has no address; correct it or the name service",
        SocketError.ConnectionReset when options.IsEncrypted =>
            "the connection was reset during the handshake; does the broker demand a client certificate?",
        _ => Said(error),
    };

    private static string Said(Exception error) => CloseText.OneLine(error.Message).TrimEnd('.');

    private static IEnumerable<Exception> Chain(Exception error)
    {
        for (var current = error; current is not null; current = current.InnerException)
            yield return current;
    }
}
