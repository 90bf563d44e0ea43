namespace Quickstart.Billing;

/// <summary>The command to change where a person's bills go.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="BillingDetails">Where they go from now on.</param>
internal sealed record ChangeDetails(string PersonId, string BillingDetails);
