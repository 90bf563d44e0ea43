using System.Reflection;

namespace ActorBus.Tests.Actors.Surface;

/// <summary>The engine has no public name that Akka.NET 1.5 lacks, but for those in akka-exceptions.txt.</summary>
/// <remarks>akka-names.txt lists the public names of Akka.NET and Akka.Hosting: types and members, without signatures.</remarks>
public class AkkaNamesTests
{
    private static readonly HashSet<string> AkkaNames = [.. Resources.ReadLines("akka-names.txt")];

    private static readonly Dictionary<string, string> Exceptions = Resources.ReadLines("akka-exceptions.txt")
        .Select(line => line.Split(" | ", 2))
        .ToDictionary(parts => parts[0], parts => parts.Length > 1 ? parts[1] : "");

    [Fact]
    public void PublicNames_NotInAkka_AreNamedExceptions()
    {
        var unknown = Unknown().Where(name => !Exceptions.ContainsKey(name)).ToList();

        Assert.True(unknown.Count == 0, $"Akka.NET 1.5 has no such names: {string.Join(", ", unknown)}.");
    }

    [Fact]
    public void Exceptions_Each_IsNeededAndHasAReason()
    {
        var needed = Unknown().ToHashSet();

        var superfluous = Exceptions.Keys.Except(needed).ToList();
        Assert.True(superfluous.Count == 0, $"These exceptions are not needed any more: {string.Join(", ", superfluous)}.");
        Assert.All(Exceptions, exception => Assert.True(exception.Value.Length > 10, $"'{exception.Key}' has no reason."));
    }

    private static IEnumerable<string> Unknown() => new[] { typeof(ActorSystem), typeof(TestKitBase) }
        .SelectMany(type => PublicSurface.Types(type.Assembly))
        .SelectMany(UnknownOf)
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> UnknownOf(Type type)
    {
        if (!AkkaNames.Contains(AkkaType.NameOf(type)))
            return [AkkaType.NameOf(type)];
        return PublicSurface.Members(type)
            .Where(member => !IsKnown(type, member))
            .Select(member => $"{AkkaType.NameOf(type)}.{member.Name}");
    }

    /// <summary>Akka.NET may declare the member in a base class or an interface; what every object has, and operators, do not count.</summary>
    private static bool IsKnown(Type type, MemberInfo member)
    {
        var name = member.Name.Split('.')[^1] is var plain && member is ConstructorInfo ? ".ctor" : plain;
        return name.StartsWith("op_", StringComparison.Ordinal)
            || typeof(Delegate).IsAssignableFrom(type)
            || name is nameof(Equals) or nameof(GetHashCode) or nameof(ToString) or "Dispose" or "CompareTo"
            || (member is ConstructorInfo constructor && IsImplied(type, constructor))
            || AkkaType.Family(type).Any(parent => AkkaNames.Contains($"{parent}.{name}"));
    }

    /// <summary>The list has no constructors without parameters that nobody wrote, and none of value types and enums.</summary>
    private static bool IsImplied(Type type, ConstructorInfo constructor) =>
        constructor.GetParameters().Length == 0 || type.IsValueType || typeof(Exception).IsAssignableFrom(type);
}
