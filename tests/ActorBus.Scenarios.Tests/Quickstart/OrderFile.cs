using System.Text;

namespace ActorBus.Scenarios.Tests.Quickstart;

/// <summary>Input for the Quickstart, and what has to become of it.</summary>
internal static class OrderFile
{
    /// <summary>Ten lines a round: five commands, one event that is tried three times, two messages, one dead letter, one broken line.</summary>
    public static byte[] Of(int rounds)
    {
        var text = new StringBuilder();
        for (var round = 0; round < rounds; round++)
        {
            for (var person = 0; person < 5; person++)
                text.Append($$$"""{"kind":"command","destination":"billing","routingKey":"billing.changeDetails","payload":{"personId":"{{{round}}}-{{{person}}}","billingDetails":"1"}}""").Append('\n');
            text.Append($$$"""{"kind":"event","routingKey":"payment.purchase.done","payload":{"purchaseId":"{{{round}}}","amount":1}}""").Append('\n');
            text.Append($$$"""{"kind":"message","destination":"shipping","channel":"shipping.notes","payload":"note {{{round}}}"}""").Append('\n');
            text.Append($$$"""{"kind":"message","destination":"shipping","channel":"shipping.notes","payload":{"note":{{{round}}}}}""").Append('\n');
            text.Append($$$"""{"kind":"message","destination":"shipping","channel":"shipping.customs","payload":"{{{round}}}"}""").Append('\n');
            text.Append("""{"kind":"command","destination":"billing" """).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>What the numbers of all processes together have to be.</summary>
    public static Dictionary<string, int> ExpectedOf(int rounds) => new()
    {
        ["lines"] = 10 * rounds,
        ["rejected"] = rounds,
        ["sent"] = 14 * rounds,
        ["expected"] = 14 * rounds,
        ["handled"] = 13 * rounds,
        ["dead_lettered"] = rounds,
    };
}
