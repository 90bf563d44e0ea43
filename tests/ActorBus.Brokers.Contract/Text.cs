using System.Text;

namespace ActorBus.Brokers.Contract;

/// <summary>Messages that are nothing but a text.</summary>
public static class Text
{
    public static BrokerMessage Message(string text) => new() { Body = Encoding.UTF8.GetBytes(text), ContentType = "text/plain" };

    public static OutgoingMessage To(string queue, string text) => new("", queue, Message(text));

    public static string Of(Delivery delivery) => Encoding.UTF8.GetString(delivery.Message.Body.Span);
}
