using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorBus;
using ActorBus.Messages;
using ActorBus.Pipeline;
using Quickstart.Counting;
using Quickstart.Orders;

namespace Quickstart.Shop;

/// <summary>Has the shop send one message for each line of the input, many at a time.</summary>
/// <remarks>
/// The id of a message is made of the run, the line and its number: a sender that is started again after it was killed sends
/// what is missing, and what it cannot know to be sent under the same ids.
/// </remarks>
internal sealed class OrderSender(ICommandBus commands, Tally tally, string runId, TextWriter errors)
{
    private const int AtATime = 100;

    /// <summary>Sends until the input ends; a line that cannot be sent is reported and counted, and stops nothing.</summary>
    public async Task SendAsync(Stream input, CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(AtATime);
        var sending = new List<Task>();
        await foreach (var line in LineReader.ReadAsync(input, cancellationToken))
        {
            await places.WaitAsync(cancellationToken);
            sending.RemoveAll(task => task.IsCompletedSuccessfully);
            sending.Add(SendAsync(line, places, cancellationToken));
        }

        await Task.WhenAll(sending);
    }

    private async Task SendAsync(NumberedLine line, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        var id = IdOf(line);
        try
        {
            tally.LineRead(id);
            if (tally.HasSent(id)) return; // By the process before this one, which was killed.
            await DispatchAsync(OrderParser.Parse(line.Bytes), id, cancellationToken);
        }
        catch (ActorBusException error)
        {
            tally.LineRejected(id);
            var why = error is MessageDispatchException { InnerException: { } cause } ? cause.Message : error.Message;
            await errors.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"line {line.Number}: {why}"));
        }
        finally
        {
            places.Release();
        }
    }

    private Task DispatchAsync(Order order, string id, CancellationToken cancellationToken) => commands.DispatchAsync(
        order,
        new DispatchOptions
        {
            MessageName = ShopService.SendOrder,
            Context = new MessageContext
            {
                MessageId = id,
                CorrelationId = id,
                Kind = MessageKind.Command,
                RoutingKey = ShopService.SendOrder,
                Metadata = Metadata.Empty.With(Tally.RunId, runId),
            },
        },
        cancellationToken);

    private string IdOf(NumberedLine line)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{runId}\n{line.Number}\n")));
        hash.AppendData(line.Bytes.Span);
        return new Guid(hash.GetHashAndReset().AsSpan(0, 16)).ToString("D");
    }
}
