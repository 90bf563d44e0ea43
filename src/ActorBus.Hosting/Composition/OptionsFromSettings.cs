using ActorBus.Brokers;
using ActorBus.Configuration;
using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.Raw;
using ActorBus.Recovery;
using ActorBus.Settings;

namespace ActorBus.Hosting.Composition;

/// <summary>Turns settings into options; which setting is which option is all there is to see here.</summary>
internal static class OptionsFromSettings
{
    private const int Most = 1_000_000;

    /// <summary>How the service sends and receives.</summary>
    /// <param name="settings">What is said.</param>
    /// <param name="options">What holds where nothing is said.</param>
    public static DistributionOptions Distribution(SettingsReader settings, DistributionOptions options)
    {
        var part = settings.Section("distribution");
        return options with
        {
            Consume = part.Flag("consume") ?? options.Consume,
            SendOnly = part.Flag("send-only") ?? options.SendOnly,
            Declare = part.Flag("declare") ?? options.Declare,
            Prefetch = part.Number("prefetch", 1, ushort.MaxValue) ?? options.Prefetch,
            OrderBuffer = part.Number("order-buffer", 0, ushort.MaxValue) ?? options.OrderBuffer,
            SendTimeout = part.Duration("send-timeout") ?? options.SendTimeout,
            AskTimeout = part.Duration("ask-timeout") ?? options.AskTimeout,
            HandlerTimeout = part.Duration("handler-timeout") ?? options.HandlerTimeout,
            SendBuffer = part.Number("send-buffer", 1, Most) ?? options.SendBuffer,
            MaxDestinations = part.Number("max-destinations", 1, Most) ?? options.MaxDestinations,
            CollectSends = part.Flag("collect-sends") ?? options.CollectSends,
            RequireListeners = part.Flag("require-listeners") ?? options.RequireListeners,
            DeliveryLimit = part.Number("delivery-limit", 1, Most) ?? options.DeliveryLimit,
            SingleActiveConsumer = part.Flag("single-active-consumer") ?? options.SingleActiveConsumer,
            StartTimeout = part.Duration("start-timeout") ?? options.StartTimeout,
            DrainTimeout = part.Duration("drain-timeout") ?? options.DrainTimeout,
            Profile = part.Word<WireProfile>("profile") ?? options.Profile,
            EventExchange = part.Text("event-exchange") ?? options.EventExchange,
            AllowedSources = part.Texts("allowed-sources") ?? options.AllowedSources,
            OnQueueMismatch = part.Word<QueueMismatch>("on-queue-mismatch") ?? options.OnQueueMismatch,
            QueueKind = part.Word<QueueKind>("queue-kind") ?? options.QueueKind,
            Raw = Raw(part, options),
            Limits = Limits(part.Section("limits"), options.Limits),
            FailurePolicy = Policy(settings, options.FailurePolicy) ?? options.FailurePolicy,
        };
    }

    /// <summary>The local buses.</summary>
    public static BusRuntimeOptions Buses(SettingsReader settings, IServiceProvider services)
    {
        var part = settings.Section("dispatch");
        var options = new BusRuntimeOptions();
        return options with
        {
            DispatchTimeout = part.Duration("timeout") ?? options.DispatchTimeout,
            Concurrency = part.Number("concurrency", 1, Most) ?? options.Concurrency,
            Buses = BusConfiguration.Read(settings.Section("buses"), services),
        };
    }

    /// <summary>What is said for single handlers, on top of what they declare themselves.</summary>
    public static IEnumerable<HandlerDescriptor> Handlers(
        SettingsReader settings, IReadOnlyCollection<HandlerDescriptor> handlers, FailurePolicy servicePolicy)
    {
        foreach (var name in settings.Names("handlers"))
        {
            if (!handlers.Any(handler => SettingsKey.Of(handler.Name) == SettingsKey.Of(name)))
                settings.Fault("handlers", $"there is no handler '{name}'; there is: {string.Join(", ", handlers.Select(handler => handler.Name))}.");
        }

        return handlers.Select(handler =>
        {
            var part = settings.Section("handlers").Section(handler.Name);
            return handler with
            {
                Concurrency = part.Number("concurrency", 1, Most) ?? handler.Concurrency,
                Timeout = part.Duration("timeout") ?? handler.Timeout,
                FailurePolicy = Policy(part, handler.FailurePolicy ?? servicePolicy) ?? handler.FailurePolicy,
            };
        }).ToArray();
    }

    private static MessageLimits Limits(SettingsReader part, MessageLimits limits) => limits with
    {
        MaxBodyBytes = part.Size("max-body-bytes") ?? limits.MaxBodyBytes,
        MaxHeaders = part.Number("max-headers", 1, Most) ?? limits.MaxHeaders,
        MaxHeaderBytes = part.Size("max-header-bytes") ?? limits.MaxHeaderBytes,
    };

    private static RawBusOptions? Raw(SettingsReader settings, DistributionOptions distribution)
    {
        if (settings.Names("raw").Count == 0) return distribution.Raw;
        var part = settings.Section("raw");
        var options = distribution.Raw ?? RawBus.DefaultsFor(distribution.ServiceName);
        var headers = part.Names("headers").ToDictionary(name => name, name => (object?)part.Text($"headers.{name}"), StringComparer.Ordinal);
        return options with
        {
            AppName = part.Text("app-name") ?? options.AppName,
            ApplicationExchange = part.Text("application-exchange") ?? options.ApplicationExchange,
            ApplicationExchangeKind = part.Word<ExchangeKind>("application-exchange-kind") ?? options.ApplicationExchangeKind,
            EventExchange = part.Text("event-exchange") ?? options.EventExchange,
            DeadLetterExchange = part.Text("dead-letter-exchange") ?? options.DeadLetterExchange,
            DeadLetterRoutingKey = part.Text("dead-letter-routing-key") ?? options.DeadLetterRoutingKey,
            OnFailure = part.Word<FailureAction>("on-failure") ?? options.OnFailure,
            OnQueueMismatch = part.Word<QueueMismatch>("on-queue-mismatch") ?? options.OnQueueMismatch,
            Headers = headers.Count == 0 ? options.Headers : headers,
            Expiration = part.DurationOrInfinite("expiration") is { } expiration ? (expiration == Timeout.InfiniteTimeSpan ? null : expiration) : options.Expiration,
            Prefetch = part.Number("prefetch", 1, ushort.MaxValue) ?? options.Prefetch,
            ReconnectAttempts = part.Number("reconnect-attempts", 0, Most) ?? options.ReconnectAttempts,
            Publishers = Named(part, "publishers", options.Publishers, Publisher, one => one.Fault()),
            Consumers = Named(part, "consumers", options.Consumers, Consumer, one => one.Fault()),
        };
    }

    private static RawPublisherOptions Publisher(SettingsReader part, RawPublisherOptions? known)
    {
        var options = known ?? new RawPublisherOptions();
        return options with
        {
            Exchange = part.Text("exchange") ?? options.Exchange,
            RoutingKey = part.Text("routing-key") ?? options.RoutingKey,
            RoutingKeyHeader = part.Text("routing-key-header") ?? options.RoutingKeyHeader,
            Persistent = part.Flag("persistent") ?? options.Persistent,
            ExchangeKind = part.Word<ExchangeKind>("exchange-kind") ?? options.ExchangeKind,
            Queue = part.Text("queue") ?? options.Queue,
            MediaType = part.Text("media-type") ?? options.MediaType,
        };
    }

    private static RawConsumerOptions Consumer(SettingsReader part, RawConsumerOptions? known) => new()
    {
        Queue = part.Text("queue") ?? known?.Queue,
        Events = part.Text("events") ?? known?.Events,
        Declare = part.Flag("declare") ?? known?.Declare ?? false,
    };

    /// <summary>What users named themselves; capitals in a name make no difference, as in all configuration. What is wrong is a fault with its path.</summary>
    private static IReadOnlyDictionary<string, T> Named<T>(
        SettingsReader settings, string path, IReadOnlyDictionary<string, T> known, Func<SettingsReader, T?, T> read, Func<T, string?> faultOf)
        where T : class
    {
        var all = new Dictionary<string, T>(known, StringComparer.OrdinalIgnoreCase);
        foreach (var name in settings.Names(path))
        {
            var part = settings.Section(path).Section(name);
            var one = read(part, all.GetValueOrDefault(name));
            if (faultOf(one) is { } fault) part.Fault("", $"{fault}.");
            else all[name] = one;
        }

        return all;
    }

    private static FailurePolicy? Policy(SettingsReader settings, FailurePolicy basis)
    {
        var part = settings.Section("recovery");
        var action = part.Word<FailureAction>("action");
        var immediate = part.Number("immediate-retries", 0, 100);
        var delayed = part.Durations("delayed-retries");
        var jitter = part.Number("jitter-percent", 0, 100);
        var keepOrder = part.Flag("keep-order");
        var rules = Rules(part);
        var isSilent = action is null && immediate is null && delayed is null && jitter is null && keepOrder is null && rules.Count == 0;
        return isSilent ? null : basis with
        {
            Action = action ?? basis.Action,
            Rules = [.. rules, .. basis.Rules],
            ImmediateRetries = immediate ?? basis.ImmediateRetries,
            DelayedRetries = delayed ?? basis.DelayedRetries,
            JitterPercent = jitter ?? basis.JitterPercent,
            KeepOrder = keepOrder ?? basis.KeepOrder,
        };
    }

    /// <summary>Rules by the names of exceptions; they have no order of their own, so the most derived comes first.</summary>
    private static IReadOnlyList<FailureRule> Rules(SettingsReader part)
    {
        List<FailureRule> rules = [];
        foreach (var name in part.Names("rules"))
        {
            var rule = part.Section("rules").Section(name);
            if (rule.Word<FailureAction>("") is not { } action) continue;
            if (ExceptionTypes.Find(name) is { } type) rules.Add(new FailureRule(type, action));
            else rule.Fault("", "there is no such exception, or several. Write its name with the namespace, as it is in code.");
        }

        return [.. rules.OrderByDescending(rule => ExceptionTypes.DepthOf(rule.ExceptionType))];
    }
}
