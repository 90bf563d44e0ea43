namespace Quickstart.Billing;

/// <summary>The event that a person's bills go elsewhere.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="ExecutorId">Who changed it.</param>
internal sealed record DetailsWereChanged(string PersonId, string ExecutorId);
