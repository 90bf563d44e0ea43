namespace ActorBus.Actors.Configuration;

/// <summary>What <c>akka.actor.deployment</c> says about actors by their path below <c>/user</c>; it wins over code.</summary>
internal sealed class Deployment
{
    private const string Section = "akka.actor.deployment";

    private readonly List<(string Key, string[] Path, Config Config)> _entries = [];
    private readonly RouterTypes _routers;

    public Deployment(Config config)
    {
        _routers = new RouterTypes(config);
        if (config.GetConfig(Section) is not { } section)
            return;
        foreach (var (path, value) in section.AsEnumerable())
        {
            var key = path.Trim('"');
            if (key != "default" && value.IsObject())
                _entries.Add((key, key.Trim('/').Split('/'), value.ToConfig().WithFallback(section.GetConfig("default"))));
        }
    }

    public Props Apply(Props props, ActorPath path)
    {
        if (_entries.Count == 0 || Find(path) is not { Config: { } config } entry)
            return props is { RouterConfig: FromConfig } ? throw Missing(path) : props;
        if (config.GetString("dispatcher") is { Length: > 0 } dispatcher)
            props = props.WithDispatcher(dispatcher);
        if (config.GetString("mailbox") is { Length: > 0 } mailbox)
            props = props.WithMailbox(mailbox);
        if (config.GetInt("stash-capacity", -1) is >= 0 and var stash)
            props = props.WithStashCapacity(stash);
        var router = _routers.Create(config, path);
        if (router is null && props.RouterConfig is FromConfig)
            throw Missing(path);
        if (!props.IsRouter)
            return props;
        if ((router ?? props.RouterConfig) is Pool { UsePoolDispatcher: true } && config.HasPath("pool-dispatcher"))
            props = props.WithDispatcher(entry.Key.Contains('.') ? $"{Section}.\"{entry.Key}\".pool-dispatcher" : $"{Section}.{entry.Key}.pool-dispatcher");
        return router is null ? props : props.WithRouter(router.WithFallback(props.RouterConfig));
    }

    private (string Key, string[] Path, Config? Config) Find(ActorPath path)
    {
        var names = path.Elements;
        if (names[0] != "user")
            return default;
        return _entries.Where(entry => Fits(entry.Path, names)).OrderBy(entry => entry.Path.Count(step => step.Contains('*'))).FirstOrDefault();
    }

    private static bool Fits(string[] pattern, IReadOnlyList<string> names)
    {
        if (pattern.Length != names.Count - 1)
            return false;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (!System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern[i], names[i + 1], ignoreCase: false))
                return false;
        }

        return true;
    }

    private static ConfigurationException Missing(ActorPath path) => new(
        $"The router '{path}' is to be taken from the configuration, which has none for it; add 'akka.actor.deployment {{ /{string.Join('/', path.Elements.Skip(1))} {{ router = round-robin-pool }} }}'.");
}
