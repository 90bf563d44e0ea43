using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace ActorBus.Plugins;

/// <summary>The members of a type that need validation.</summary>
internal sealed class ValidatedType
{
    private static readonly ConcurrentDictionary<Type, ValidatedType> Known = new();

    private ValidatedType(Type type)
    {
        PropertyInfo[] properties =
        [
            .. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(property => property.CanRead && property.GetIndexParameters().Length == 0),
        ];
        IsCollection = MayHold(type) && type.GetInterfaces().Any(IsCountable);
        // Computed properties are not part of the message.
        Nested = [.. properties.Where(property => MayHold(property.PropertyType) && (property.CanWrite || IsStored(type, property)))];
        OfParameters =
        [
            .. type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
                .Select(parameter => (
                    Property: Array.Find(properties, property => property.Name == parameter.Name && property.PropertyType == parameter.ParameterType),
                    Attributes: parameter.GetCustomAttributes<ValidationAttribute>().ToArray()))
                .Where(one => one.Property is not null && one.Attributes.Length > 0 && !one.Property.IsDefined(typeof(ValidationAttribute)))
                .DistinctBy(one => one.Property)
                .Select(one => (one.Property!, one.Attributes)),
        ];
    }

    /// <summary>Whether the type is a list, set or array whose items may be, or contain, something to validate.</summary>
    public bool IsCollection { get; }

    /// <summary>The properties that may contain something to validate.</summary>
    public IReadOnlyList<PropertyInfo> Nested { get; }

    /// <summary>The properties whose attributes are on the parameter of a record.</summary>
    public IReadOnlyList<(PropertyInfo Property, ValidationAttribute[] Attributes)> OfParameters { get; }

    public static ValidatedType Of(Type type) => Known.GetOrAdd(type, static one => new ValidatedType(one));

    private static bool IsCountable(Type type) => type == typeof(ICollection)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(ICollection<>) || open == typeof(IReadOnlyCollection<>)));

    private static bool IsStored(Type type, PropertyInfo property) =>
        type.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    /// <summary>Returns whether the type belongs to an application; types of the platform contain nothing to validate.</summary>
    public static bool IsValidated(Type type) =>
        !type.IsPrimitive && !type.IsEnum && !type.IsPointer && !type.IsAssignableTo(typeof(Delegate))
        && type.Namespace is not "System" && type.Namespace?.StartsWith("System.", StringComparison.Ordinal) is not true;

    /// <summary>Returns whether a value of the type may be, or contain, something to validate.</summary>
    public static bool MayHold(Type type)
    {
        var actual = Nullable.GetUnderlyingType(type) ?? type;
        if (actual == typeof(object) || actual == typeof(IList) || actual == typeof(IDictionary)) return true;
        if (actual.IsArray) return MayHold(actual.GetElementType()!);
        return actual != typeof(string) && actual.IsGenericType && actual.IsAssignableTo(typeof(IEnumerable))
            ? actual.GetGenericArguments().Any(MayHold)
            : IsValidated(actual);
    }
}
