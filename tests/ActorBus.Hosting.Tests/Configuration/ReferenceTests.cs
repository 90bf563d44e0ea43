using System.Text.RegularExpressions;
using ActorBus.Distribution;
using ActorBus.Hosting.Configuration;
using ActorBus.RabbitMq;
using ActorBus.Recovery;

namespace ActorBus.Hosting.Tests.Configuration;

public sealed class ReferenceTests
{
    public static TheoryData<string> Files => [.. Reference.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void Reference_EveryOption_IsKnownAndSaysWhatHoldsAnyway(string file)
    {
        var (values, faults) = Reference.Parse(Reference.Read(file));

        Assert.Empty(faults);
        Assert.Equivalent(new DistributionOptions { ServiceName = "billing" }, values.Bind("Distribution", new DistributionOptions { ServiceName = "billing" }), strict: true);
        Assert.Equivalent(new RabbitMqOptions(), values.Bind("rabbitmq", new RabbitMqOptions()), strict: true);
        Assert.Equivalent(FailurePolicy.Default, values.Bind("Recovery", new ConfiguredPolicy()).Over(FailurePolicy.Default, []), strict: true);
        var dispatch = values.Bind("Dispatch", new ConfiguredService.ConfiguredDispatch());
        Assert.Equal(new BusRuntimeOptions().DispatchTimeout, dispatch.Timeout ?? new BusRuntimeOptions().DispatchTimeout);
        Assert.Equal(new BusRuntimeOptions().MaxWaiting, dispatch.MaxWaiting ?? new BusRuntimeOptions().MaxWaiting);
        Assert.Null(dispatch.Concurrency);
        Assert.Equal(new BusRuntimeOptions().Fusing, values.Bind("Pipeline", new ConfiguredService.ConfiguredPipeline()).Fusing ?? new BusRuntimeOptions().Fusing);
        Assert.Empty(values.Names("Buses").Concat(values.Names("Handlers")).Concat(values.Names("Brokers")));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Reference_EveryCommentedOptionAndExample_IsKnown(string file)
    {
        var text = Reference.ReadWithExamples(file);

        Assert.NotEqual(Reference.Read(file), text);
        Assert.Empty(Reference.Parse(text).Faults);
    }

    [Fact]
    public void Reference_Examples_ComeIntoForce()
    {
        var (values, _) = Reference.Parse(string.Join('\n', Reference.Files.Select(Reference.ReadWithExamples)));

        Assert.Equal(["audit-events", "command-bus"], values.Names("Buses").Order(StringComparer.Ordinal));
        Assert.Equal("accounting", values.Text("Distribution:Raw:Publishers:invoices:Exchange"));
        Assert.Equal(FailureAction.Reject, values.Bind("Recovery", new ConfiguredPolicy()).Rules["System.ArgumentException"]);
        Assert.NotNull(values.Text("rabbitmq:Tls:ClientKey"));
    }

    [Fact]
    public void Reference_EveryOptionThatThereIs_IsInIt()
    {
        var text = string.Join('\n', Reference.Files.Select(Reference.Read));

        var missing = OptionsOf(typeof(ConfiguredService), 0).Concat(OptionsOf(typeof(RabbitMqOptions), 0)).Distinct()
            .Where(option => !Regex.IsMatch(text, $"(?<![\\w-]){new Place("", true).Write(option)}\\s*[={{.]")).ToArray();

        Assert.Empty(missing);
    }

    private static IEnumerable<string> OptionsOf(Type type, int depth)
    {
        if (depth > 8) return [];
        if (OptionTypes.ValuesOf(type) is { } named) return OptionTypes.IsText(named) || named.IsArray ? [] : OptionsOf(named, depth + 1);
        return OptionTypes.Of(type).Values.SelectMany(option => IsGroup(option.Type) ? OptionsOf(option.Type, depth + 1).Prepend(option.Key) : [option.Key]);
    }

    private static bool IsGroup(Type type) =>
        type.IsClass && !type.IsArray && !OptionTypes.IsText(type) && type.Namespace?.StartsWith("ActorBus", StringComparison.Ordinal) is true || OptionTypes.ValuesOf(type) is not null;
}
