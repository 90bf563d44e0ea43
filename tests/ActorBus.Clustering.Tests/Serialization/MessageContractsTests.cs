using System.Runtime.Serialization;
using ActorBus.Clustering.Serialization;
using ActorBus.Clustering.Tests.Support;
using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Serialization;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Clustering.Tests.Serialization;

public sealed class MessageContractsTests
{
    private readonly MessageContracts _contracts = new();

    [Fact]
    public void Unpack_OfAnAnswerWithAContract_MakesIt()
    {
        _contracts.Add(HandlerRegistry.Empty, [typeof(Total)]);

        Assert.Equal(new Total(7, "a"), _contracts.Unpack(MessageContracts.Pack(new Total(7, "a"))));
        Assert.Equal("text", _contracts.Unpack(MessageContracts.Pack("text")));
        Assert.Null(_contracts.Unpack(MessageContracts.Pack(null)));
    }

    [Fact]
    public void Unpack_OfATypeThatIsThereButNoContract_IsRefused()
    {
        var error = Assert.Throws<MessageConversionException>(() => _contracts.Unpack(MessageContracts.Pack(new Total(7, "a"))));

        Assert.Contains("WithContract", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unpack_OfAMessage_MakesWhatItsHandlerTakes()
    {
        var registry = new HandlerRegistry([Handle.Command("counter.add", (AddOne _) => { }), Handle.Command("anything", (object _) => { })]);

        var message = MessageContracts.Pack(MessageKind.Command, "counter.add", new { number = 5 });

        Assert.Equal(new AddOne(5), _contracts.Unpack(message, registry, MessageConverters.Default));
        Assert.Throws<MessageConversionException>(() => _contracts.Unpack(message with { Name = "anything" }, registry, MessageConverters.Default));
    }

    [Fact]
    public async Task SerializationOfTheActorSystem_TakesContractsAsJsonAndRefusesTheRest()
    {
        var builder = Nodes.Builder();
        builder.Services.AddAkka("contracts", (akka, _) => akka.WithActorBus(new Counter("here").Register));
        using var host = builder.Build();
        await host.StartAsync();
        var serialization = ((ExtendedActorSystem)host.Services.GetRequiredService<ActorSystem>()).Serialization;

        var known = Assert.IsType<ContractSerializer>(serialization.FindSerializerFor(new AddOne(5)));
        Assert.Equal("""{"number":5}""", System.Text.Encoding.UTF8.GetString(known.ToBinary(new AddOne(5))));
        Assert.Equal(new AddOne(5), serialization.Deserialize(known.ToBinary(new AddOne(5)), known.Identifier, "counter.add"));

        // A type that could be loaded, as the manifest of a contract and by Akka's own serializer, which has the number 1.
        Assert.Throws<SerializationException>(() => serialization.Deserialize("{}"u8.ToArray(), known.Identifier, typeof(Total).AssemblyQualifiedName));
        Assert.ThrowsAny<SerializationException>(() => serialization.Deserialize(
            System.Text.Encoding.UTF8.GetBytes($$"""{"$type":"{{typeof(Total).AssemblyQualifiedName}}"}"""), 1, ""));
        Assert.Throws<SerializationException>(() => serialization.Serialize(new Total(1, "x")));
        await host.StopAsync();
    }
}
