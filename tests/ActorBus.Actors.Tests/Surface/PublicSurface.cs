using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace ActorBus.Tests.Actors.Surface;

/// <summary>What users of an assembly see: its public types with their public and protected members.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<Type> Types(Assembly assembly) =>
        assembly.GetTypes().Where(IsVisible).OrderBy(type => type.FullName, StringComparer.Ordinal);

    /// <summary>The members somebody wrote; of a delegate only its signature.</summary>
    public static IEnumerable<MemberInfo> Members(Type type) => type.GetMembers(Declared)
        .Where(member => IsVisible(member) && !member.IsDefined(typeof(CompilerGeneratedAttribute), false))
        .Where(member => !typeof(Delegate).IsAssignableFrom(type) || member.Name == "Invoke")
        .OrderBy(member => member.Name, StringComparer.Ordinal)
        .ThenBy(member => member.ToString(), StringComparer.Ordinal);

    /// <summary>The surface as text, one line per type and member.</summary>
    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in Types(assembly))
        {
            text.Append(type.FullName).Append(Kind(type)).Append('\n');
            foreach (var member in Members(type))
                text.Append("  ").Append(member.MemberType).Append(' ').Append(member).Append('\n');
        }

        return text.ToString();
    }

    private static string Kind(Type type)
    {
        var kind = type.IsInterface ? " interface" : type.IsEnum ? " enum" : type.IsValueType ? " struct" : " class";
        var shape = type is { IsAbstract: true, IsSealed: true } ? " static" : type.IsAbstract ? " abstract" : type.IsSealed ? " sealed" : "";
        var parent = type.BaseType is { } baseType && baseType != typeof(object) ? $" : {baseType}" : "";
        return $"{shape}{kind}{parent}";
    }

    private static bool IsVisible(Type type) =>
        type.IsPublic || ((type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!));

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodInfo method => IsVisible(method) && !IsAccessor(method),
        ConstructorInfo constructor => IsVisible(constructor) && !constructor.IsStatic,
        FieldInfo field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName,
        PropertyInfo property => property.GetAccessors(true).Any(IsVisible),
        EventInfo @event => @event.AddMethod is { } add && IsVisible(add),
        _ => false,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);
}
