namespace ClusterSample;

/// <summary>What a node is called in the events that it publishes.</summary>
internal sealed record NodeName(string Value);
