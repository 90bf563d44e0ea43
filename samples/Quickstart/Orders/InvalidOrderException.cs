using ActorBus;

namespace Quickstart.Orders;

/// <summary>A line of the input is no order.</summary>
internal sealed class InvalidOrderException(string message, Exception? innerException = null)
    : ActorBusException(message, innerException);
