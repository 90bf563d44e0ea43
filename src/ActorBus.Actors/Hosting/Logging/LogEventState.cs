using System.Collections;
using System.Globalization;

namespace ActorBus.Actors.Hosting.Logging;

/// <summary>A log entry as the state of an ILogger call: its text, its source and the values of its template.</summary>
internal sealed class LogEventState : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly LogEvent _log;
    private readonly List<KeyValuePair<string, object?>> _properties;

    private LogEventState(LogEvent log, List<KeyValuePair<string, object?>> properties)
    {
        _log = log;
        _properties = properties;
    }

    public int Count => _properties.Count;

    public KeyValuePair<string, object?> this[int index] => _properties[index];

    public static LogEventState Of(LogEvent log)
    {
        List<KeyValuePair<string, object?>> properties = [new("LogSource", log.LogSource)];
        if (log.Message is LogMessage message)
        {
            var number = 0;
            properties.AddRange(message.Parameters().Select(
                value => new KeyValuePair<string, object?>((number++).ToString(CultureInfo.InvariantCulture), value)));
            properties.Add(new("{OriginalFormat}", message.Format));
        }

        return new LogEventState(log, properties);
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"[{_log.LogSource}] {_log.Message}";
}
