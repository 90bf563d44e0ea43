using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ActorBus.Plugins;

/// <summary>Validates one message and everything it contains; each object once, however often it occurs.</summary>
internal sealed class MessageValidator
{
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<(object Value, string Path)> _open = new();
    private readonly List<ValidationResult> _faults = [];

    /// <summary>Returns the validation faults, with the path from the message to each member.</summary>
    public IReadOnlyList<ValidationResult> FaultsOf(object message)
    {
        Visit(message, "");
        while (_open.TryPop(out var one)) Check(one.Value, one.Path);
        return _faults;
    }

    private void Check(object value, string path)
    {
        List<ValidationResult> own = [];
        Validator.TryValidateObject(value, new ValidationContext(value), own, validateAllProperties: true);
        var shape = ValidatedType.Of(value.GetType());
        foreach (var (property, attributes) in shape.OfParameters)
            Validator.TryValidateValue(property.GetValue(value)!, new ValidationContext(value) { MemberName = property.Name }, own, attributes);
        _faults.AddRange(path.Length == 0 ? own : own.Select(fault => Within(path, fault)));

        var prefix = path.Length == 0 ? "" : $"{path}.";
        foreach (var property in shape.Nested) Visit(property.GetValue(value), $"{prefix}{property.Name}");
    }

    private void Visit(object? value, string path)
    {
        switch (value)
        {
            case null:
                break;
            case IDictionary map:
                foreach (DictionaryEntry entry in map) Visit(entry.Value, string.Create(CultureInfo.InvariantCulture, $"{path}[{entry.Key}]"));
                break;
            // An enumerable that is evaluated on each read, perhaps from a database, is not part of the message.
            case IEnumerable many when ValidatedType.Of(value.GetType()).IsCollection:
                foreach (var (index, item) in many.Cast<object?>().Index()) Visit(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"));
                break;
            case var own when ValidatedType.IsValidated(own.GetType()) && _seen.Add(own):
                _open.Push((own, path));
                break;
        }
    }

    private static ValidationResult Within(string path, ValidationResult fault)
    {
        string[] members = [.. fault.MemberNames.DefaultIfEmpty("").Select(member => member.Length == 0 ? path : $"{path}.{member}")];
        return new ValidationResult($"{path}: {fault.ErrorMessage}", members);
    }
}
