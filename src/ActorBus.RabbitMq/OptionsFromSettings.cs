using ActorBus.Settings;

namespace ActorBus.RabbitMq;

/// <summary>Which setting is which option.</summary>
internal static class OptionsFromSettings
{
    /// <summary>Puts the settings into the options.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="connectionString">The host's connection string for this broker; holds where the settings have no <c>uri</c>.</param>
    /// <param name="options">The options.</param>
    public static void Apply(SettingsReader settings, string? connectionString, RabbitMqOptions options)
    {
        if ((settings.Text("uri") ?? connectionString) is { } uri) options.UseUri(uri);
        options.UserName = settings.Text("user-name") ?? options.UserName;
        options.Password = settings.Text("password") ?? options.Password;
        options.VirtualHost = settings.Text("virtual-host") ?? options.VirtualHost;
        options.ConnectionName = settings.Text("connection-name") ?? options.ConnectionName;
        options.Heartbeat = settings.Duration("heartbeat") ?? options.Heartbeat;
        options.SilenceLimit = settings.Duration("silence-limit") ?? options.SilenceLimit;
        options.ConnectTimeout = settings.Duration("connect-timeout") ?? options.ConnectTimeout;
        options.ConfirmTimeout = settings.Duration("confirm-timeout") ?? options.ConfirmTimeout;
        options.RequestTimeout = settings.Duration("request-timeout") ?? options.RequestTimeout;
        options.MaxOutstandingPublishes = settings.Number("max-outstanding-publishes", 1, 100) ?? options.MaxOutstandingPublishes;
        options.MaxOutstandingBytes = settings.Size("max-outstanding-bytes") ?? options.MaxOutstandingBytes;
        options.Limits = options.Limits with { MaxBodyBytes = settings.Size("max-body-size") ?? options.Limits.MaxBodyBytes };
        options.MaxInboundBodySize = settings.Size("max-inbound-body-size") ?? options.MaxInboundBodySize;
        var tls = settings.Section("tls");
        options.Tls.Enabled = (tls.Flag("enabled") ?? false) || options.Tls.Enabled;
        options.Tls.ServerName = tls.Text("server-name") ?? options.Tls.ServerName;
        options.Tls.CheckRevocation = tls.Flag("check-revocation") ?? options.Tls.CheckRevocation;
        CertificateFiles.Apply(tls, options.Tls);
    }
}
