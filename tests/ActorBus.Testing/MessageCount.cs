using System.Globalization;

namespace ActorBus.Testing;

/// <summary>How many messages the queues of a RabbitMQ node hold at this moment, those that a consumer has and has not settled included.</summary>
/// <remarks>From the queues themselves: what <c>list_queues</c> says of a quorum queue is renewed every five seconds only.</remarks>
public static class MessageCount
{
    /// <summary>What <c>rabbitmqctl eval</c> has to evaluate.</summary>
    public const string Expression = """
        lists:foreach(fun(Queue) ->
            {resource, _, queue, Name} = amqqueue:get_name(Queue),
            Messages = case amqqueue:get_type(Queue) of
                rabbit_quorum_queue ->
                    {ok, {_, Total}, _} = ra:leader_query(amqqueue:get_pid(Queue), fun rabbit_fifo:query_messages_total/1, 30000),
                    Total;
                _ -> proplists:get_value(messages, rabbit_amqqueue:info(Queue, [messages]))
            end,
            io:format("~s\t~b~n", [Name, Messages])
        end, rabbit_amqqueue:list()).
        """;

    /// <summary>Reads what it printed.</summary>
    public static IReadOnlyList<(string Queue, int Messages)> Read(string output) =>
        [.. output.Split('\n').Select(line => line.Split('\t')).Where(columns => columns.Length == 2)
            .Select(columns => (columns[0], int.Parse(columns[1], CultureInfo.InvariantCulture)))];
}
