using System.Text;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Declaring;

/// <summary>Determines the RabbitMQ version of a connection.</summary>
internal static class ServerVersion
{
    /// <summary>Returns the major version; 0 when the broker does not report it.</summary>
    public static int Major(IConnection connection)
    {
        var version = connection.ServerProperties?.TryGetValue("version", out var value) == true ? value as byte[] : null;
        return version is not null && Version.TryParse(Encoding.ASCII.GetString(version), out var known) ? known.Major : 0;
    }
}
