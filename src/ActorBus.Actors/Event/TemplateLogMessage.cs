namespace ActorBus.Actors.Event;

/// <summary>A template and its values.</summary>
internal sealed class TemplateLogMessage(ILogMessageFormatter formatter, string format, object?[] arguments) : LogMessage(formatter, format)
{
    public override IEnumerable<object?> Parameters() => arguments;

    public override string Unformatted() => $"{Format} with [{string.Join(", ", arguments)}]";

    public override string ToString()
    {
        try
        {
            return Formatter.Format(Format, arguments);
        }
        catch (FormatException)
        {
            return Unformatted();
        }
    }
}
