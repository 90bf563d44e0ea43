using ActorBus;

namespace ClusterSample.Messages;

/// <summary>An order was written to the ledger, by the only node that does so.</summary>
[MessageName("ledger.written")]
internal sealed record LedgerWritten(int Number, string Node);
