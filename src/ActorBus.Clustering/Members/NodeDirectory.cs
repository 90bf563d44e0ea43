using Akka.Actor;
using Akka.Cluster;

namespace ActorBus.Clustering.Members;

/// <summary>
/// Reports what this node runs, and asks the other members for a description of the whole cluster. Parent: the user guardian, which restarts it; it
/// has no state, because membership is read from Akka.Cluster each time. Children: none.
/// </summary>
internal sealed class NodeDirectory : ReceiveActor
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private readonly IReadOnlyList<PlacedService> _services;
    private readonly Cluster _cluster = Cluster.Get(Context.System);

    public NodeDirectory(IReadOnlyList<PlacedService> services)
    {
        _services = services;
        Receive<WhatRuns>(_ => Sender.Tell(new NodeReport([.. _services.Select(service => service.Report())])));
        Receive<Describe>(_ => OnDescribe());
    }

    private void OnDescribe()
    {
        var system = Context.System;
        var members = _cluster.State.Members.OrderBy(member => member.Address.ToString(), StringComparer.Ordinal);
        DescribeAsync(system, [.. members]).PipeTo(Sender, Self);
    }

    private static async Task<ClusterDescription> DescribeAsync(ActorSystem system, IReadOnlyList<Member> members) =>
        new([.. await Task.WhenAll(members.Select(member => AskAsync(system, member))).ConfigureAwait(false)]);

    private static async Task<NodeDescription> AskAsync(ActorSystem system, Member member)
    {
        var address = member.Address.ToString();
        string[] roles = [.. member.Roles.Order(StringComparer.Ordinal)];
        try
        {
            var report = await system.ActorSelection(new RootActorPath(member.Address) / "user" / NodePaths.DirectoryName)
                .Ask<NodeReport>(WhatRuns.Instance, Limit).ConfigureAwait(false);
            return new NodeDescription(address, member.Status.ToString(), roles, true, [.. report.Services.Select(service => service.ToDescription())]);
        }
        catch (AskTimeoutException)
        {
            return new NodeDescription(address, member.Status.ToString(), roles, false, []);
        }
    }
}
