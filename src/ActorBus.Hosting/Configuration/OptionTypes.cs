using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Hosting.Configuration;

/// <summary>Knows which keys an options type has: its properties that are set, of the types that text can be turned into.</summary>
internal static class OptionTypes
{
    /// <summary>Returns true for what one text says: a word, a number, a duration.</summary>
    public static bool IsText(Type type) =>
        type.IsEnum || type == typeof(string) || type == typeof(object) || type == typeof(bool) || type == typeof(int) || type == typeof(TimeSpan);

    /// <summary>Returns the type of the values of a dictionary whose keys are names that users choose; null for anything else.</summary>
    public static Type? ValuesOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is { } open && (open == typeof(Dictionary<,>) || open == typeof(IDictionary<,>))
            && type.GetGenericArguments() is [var key, var value] && key == typeof(string) ? value : null;

    /// <summary>Returns the options of a type by their words, and of a configuration key its word.</summary>
    public static Dictionary<string, (string Key, Type Type)> Of(Type type) => type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(property => IsOption(property, type))
        .Select(property => (Key: property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name ?? property.Name, Type: property.PropertyType))
        .ToDictionary(option => WordOf(option.Key), StringComparer.Ordinal);

    /// <summary>Returns the form in which options are compared: <c>send-timeout</c>, <c>SendTimeout</c> and <c>send_timeout</c> are the same.</summary>
    public static string WordOf(string key) => key.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    // What can only be set when the object is made says what it is; it is no option. Groups are classes of the same library, or, below the classes
    // here, of any: those of others are no options.
    private static bool IsOption(PropertyInfo property, Type owner) =>
        property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && property.SetMethod is var set
        && (set is null || (set.IsPublic && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))))
        && (IsGroup(property.PropertyType, owner) || (set is not null && IsValue(property.PropertyType, owner)));

    private static bool IsValue(Type type, Type owner) => IsText(Nullable.GetUnderlyingType(type) ?? type) || type == typeof(IConfigurationSection)
        || (type.IsArray && IsText(type.GetElementType()!)) || (ValuesOf(type) is { } value && (IsValue(value, owner) || IsGroup(value, owner)));

    private static bool IsGroup(Type type, Type owner) =>
        type.IsClass && (type.Assembly == owner.Assembly || owner.Assembly == typeof(OptionTypes).Assembly) && Of(type).Count > 0;
}
