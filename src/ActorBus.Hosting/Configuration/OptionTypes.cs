using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;

namespace ActorBus.Hosting.Configuration;

/// <summary>Determines the keys of an options type: its settable properties of the types to which text can be converted.</summary>
internal static class OptionTypes
{
    /// <summary>Returns whether a value of the type is written as a single text, such as a word, a number or a duration.</summary>
    public static bool IsText(Type type) =>
        type.IsEnum || type == typeof(string) || type == typeof(object) || type == typeof(bool) || type == typeof(int) || type == typeof(TimeSpan);

    /// <summary>Returns the value type of a dictionary whose keys are user-defined names; null for any other type.</summary>
    public static Type? ValuesOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is { } open && (open == typeof(Dictionary<,>) || open == typeof(IDictionary<,>))
            && type.GetGenericArguments() is [var key, var value] && key == typeof(string) ? value : null;

    /// <summary>Returns the options of a type by their normalized names, with the configuration key and type of each.</summary>
    public static Dictionary<string, (string Key, Type Type)> Of(Type type) => type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(property => IsOption(property, type))
        .Select(property => (Key: property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name ?? property.Name, Type: property.PropertyType))
        .ToDictionary(option => WordOf(option.Key), StringComparer.Ordinal);

    /// <summary>
    /// Returns the normalized form in which options are compared: <c>send-timeout</c>, <c>SendTimeout</c> and <c>send_timeout</c> are equal.
    /// </summary>
    public static string WordOf(string key) => key.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    // An init-only property identifies its object and is no option. Groups are classes of the same library or, below the classes here, of any
    // library; classes of other libraries are no options.
    private static bool IsOption(PropertyInfo property, Type owner) =>
        property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && property.SetMethod is var set
        && (set is null || (set.IsPublic && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))))
        && (IsGroup(property.PropertyType, owner) || (set is not null && IsValue(property.PropertyType, owner)));

    private static bool IsValue(Type type, Type owner) => IsText(Nullable.GetUnderlyingType(type) ?? type) || type == typeof(IConfigurationSection)
        || (type.IsArray && IsText(type.GetElementType()!)) || (ValuesOf(type) is { } value && (IsValue(value, owner) || IsGroup(value, owner)));

    private static bool IsGroup(Type type, Type owner) =>
        type.IsClass && (type.Assembly == owner.Assembly || owner.Assembly == typeof(OptionTypes).Assembly) && Of(type).Count > 0;
}
