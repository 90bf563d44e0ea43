namespace ActorBus.Testing;

/// <summary>Which way bytes go through a proxy.</summary>
[Flags]
public enum ProxyDirection
{
    /// <summary>From the client to the server.</summary>
    ToServer = 1,

    /// <summary>From the server to the client.</summary>
    ToClient = 2,

    /// <summary>Both ways.</summary>
    Both = ToServer | ToClient,
}
