using System.Diagnostics;
using ActorBus.Messages;

namespace ActorBus.Tests.Messages;

public sealed class TopicPatternTests
{
    [Theory]
    [InlineData("billing.changed", false)]
    [InlineData("a*.b#", false)]
    [InlineData("billing.*", true)]
    [InlineData("#", true)]
    public void IsPattern_WordThatIsAWildcard_IsTrue(string pattern, bool expected) =>
        Assert.Equal(expected, TopicPattern.IsPattern(pattern));

    [Theory]
    [InlineData("billing.changed")]
    [InlineData("billing.*.changed")]
    [InlineData("#")]
    [InlineData("a..b")]
    public void FaultOf_WhatABrokerHonours_IsNone(string pattern) => Assert.Null(TopicPattern.FaultOf(pattern));

    [Theory]
    [InlineData("user*", "'user*' mixes a wildcard with text", "as '*'")]
    [InlineData("billing.#x.y", "'#x' mixes", "as 'billing.#.y'")]
    [InlineData("a.**", "'**' mixes", "as 'a.*'")]
    [InlineData(" ", "it is empty", "")]
    public void FaultOf_WhatABrokerDoesNotHonour_SaysWhyAndWhatToWrite(string pattern, string why, string remedy)
    {
        var fault = TopicPattern.FaultOf(pattern);

        Assert.Contains(why, fault, StringComparison.Ordinal);
        Assert.Contains(remedy, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void FaultOf_LongerThanAKeyMayBe_IsRefused() => Assert.Contains("256 bytes", TopicPattern.FaultOf(new string('a', 256)), StringComparison.Ordinal);

    [Fact]
    public void Matches_ManyWildcardsOnALongName_IsQuick()
    {
        var pattern = string.Join('.', Enumerable.Repeat("#.a", 2500)) + ".z";
        var name = string.Join('.', Enumerable.Repeat("a", 5000));
        var clock = Stopwatch.StartNew();

        Assert.False(TopicPattern.Matches(pattern, name));
        Assert.True(TopicPattern.Matches(pattern, name + ".z"));

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Matches_RandomPatterns_AgreesWithTryingEverything()
    {
        var random = new Random(17);
        for (var round = 0; round < 20_000; round++)
        {
            var pattern = Words(random, ["a", "b", "*", "#", ""]);
            var name = Words(random, ["a", "b", ""]);
            Assert.True(
                TriedAll(Split(pattern), Split(name)) == TopicPattern.Matches(pattern, name), $"pattern '{pattern}', name '{name}'");
        }
    }

    private static string Words(Random random, string[] choice) => string.Join('.', random.GetItems(choice, random.Next(0, 6)));

    // As RabbitMQ takes keys apart: the empty key has no words, two dots have an empty one between them.
    private static string[] Split(string key) => key.Length == 0 ? [] : key.Split('.');

    private static bool TriedAll(ReadOnlySpan<string> pattern, ReadOnlySpan<string> name)
    {
        if (pattern.IsEmpty) return name.IsEmpty;
        if (pattern[0] == "#") return TriedAll(pattern[1..], name) || (!name.IsEmpty && TriedAll(pattern, name[1..]));
        return !name.IsEmpty && (pattern[0] == "*" || pattern[0] == name[0]) && TriedAll(pattern[1..], name[1..]);
    }
}
