using System.Reflection;

namespace ActorBus.Tests.Actors.Surface;

/// <summary>The members that the engine shares with Akka.NET 1.5 by name have its signatures, but for those in akka-signature-exceptions.txt.</summary>
/// <remarks>akka-signatures.txt was read from Akka.NET's assemblies, with the namespaces of this engine in the signatures.</remarks>
public class AkkaSignaturesTests
{
    private static readonly HashSet<string> Signatures = [.. Resources.ReadLines("akka-signatures.txt")];

    private static readonly Dictionary<string, string> Exceptions = Resources.ReadLines("akka-signature-exceptions.txt")
        .Select(line => line.Split(" | ", 2))
        .ToDictionary(parts => parts[0], parts => parts.Length > 1 ? parts[1] : "");

    [Fact]
    public void Members_OtherThanInAkka_AreNamedExceptions()
    {
        var unknown = Unknown().Where(member => !Exceptions.ContainsKey(member)).ToList();

        Assert.True(unknown.Count == 0, $"Akka.NET 1.5 has these with other signatures:\n{string.Join("\n", unknown)}");
    }

    [Fact]
    public void Exceptions_Each_IsNeededAndHasAReason()
    {
        var superfluous = Exceptions.Keys.Except(Unknown()).ToList();

        Assert.True(superfluous.Count == 0, $"These exceptions are not needed any more:\n{string.Join("\n", superfluous)}");
        Assert.All(Exceptions, exception => Assert.True(exception.Value.Length > 10, $"'{exception.Key}' has no reason."));
    }

    private static IEnumerable<string> Unknown() => new[] { typeof(ActorSystem), typeof(TestKitBase) }
        .SelectMany(type => PublicSurface.Types(type.Assembly))
        .Where(type => !typeof(Delegate).IsAssignableFrom(type) && IsShared(type))
        .SelectMany(type => PublicSurface.Members(type).Where(member => !IsKnown(type, member)).Select(member => $"{AkkaType.NameOf(type)} {Text(member)}"))
        .Distinct()
        .Order(StringComparer.Ordinal);

    /// <summary>Types that Akka.NET lacks are the matter of <see cref="AkkaNamesTests"/>.</summary>
    private static bool IsShared(Type type)
    {
        var prefix = AkkaType.NameOf(type) + " ";
        return Signatures.Any(signature => signature.StartsWith(prefix, StringComparison.Ordinal));
    }

    private static bool IsKnown(Type type, MemberInfo member) =>
        member.Name is nameof(Equals) or nameof(GetHashCode) or nameof(ToString) or "CompareTo" or "Dispose"
        || (member is ConstructorInfo constructor && (constructor.GetParameters().Length == 0 || typeof(Exception).IsAssignableFrom(type)))
        || AkkaType.Family(type).Append(AkkaType.NameOf(type)).Any(owner => Signatures.Contains($"{owner} {Text(member)}"));

    private static string Text(MemberInfo member) => $"{member.MemberType} {member}";
}
