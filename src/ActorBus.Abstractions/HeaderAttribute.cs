namespace ActorBus;

/// <summary>Binds a parameter to one metadata value of the message, converted to the type of the parameter.</summary>
/// <remarks>
/// A value that is missing or cannot be converted causes a <c>MessageHeaderException</c> that names it, unless the parameter is nullable or has a
/// default.
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HeaderAttribute : Attribute
{
    /// <summary>Initializes the attribute with the name of the metadata value.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public HeaderAttribute(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The name of the metadata value.</summary>
    public string Name { get; }
}
