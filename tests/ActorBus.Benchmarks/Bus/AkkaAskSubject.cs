using Akka.Actor;

namespace ActorBus.Benchmarks.Bus;

/// <summary>Bare actors of Akka.NET and its own Ask, one handler each; the listeners of an event are asked one after the other.</summary>
internal sealed class AkkaAskSubject : IBusSubject
{
    private static readonly OrderCount Answer = new(1);
    private readonly ActorSystem _system = ActorSystem.Create("akka-ask", "akka { loglevel = WARNING, stdout-loglevel = WARNING }");
    private readonly IActorRef _command;
    private readonly IActorRef _query;
    private readonly IActorRef[] _listeners;

    private AkkaAskSubject()
    {
        _command = Start(Handled.Command);
        _query = Start(Handled.Query);
        _listeners = [Start(Handled.First), Start(Handled.Second), Start(Handled.Third)];
    }

    public string Name => "akka-ask";

    public static Task<IBusSubject> StartAsync() => Task.FromResult<IBusSubject>(new AkkaAskSubject());

    public Task CommandAsync(PlaceOrder command) => _command.Ask<OrderCount>(command);

    public Task<OrderCount> QueryAsync(CountOrders query) => _query.Ask<OrderCount>(query);

    public async Task EventAsync(OrderPlaced @event)
    {
        foreach (var listener in _listeners) await listener.Ask<OrderCount>(@event);
    }

    public async ValueTask DisposeAsync() => await _system.Terminate();

    private IActorRef Start(Action handle) => _system.ActorOf(Props.Create(() => new Handler(handle)));

    private sealed class Handler(Action handle) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            handle();
            Sender.Tell(Answer);
        }
    }
}
