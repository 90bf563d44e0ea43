using System.Collections.Concurrent;

namespace ActorBus.Actors.Cells;

/// <summary>The types that a behaviour has handlers for, in order: what all instances of an actor class have in common.</summary>
internal sealed class HandlerShape : IEquatable<HandlerShape>
{
    private static readonly ConcurrentDictionary<HandlerShape, HandlerShape> Known = new();

    private readonly Type[] _types;
    private readonly int _hash;
    private readonly ConcurrentDictionary<Type, int[]> _fitting = new();

    private HandlerShape(Type[] types)
    {
        _types = types;
        var hash = default(HashCode);
        foreach (var type in types)
            hash.Add(type);
        _hash = hash.ToHashCode();
    }

    public static HandlerShape Of(MessageHandler[] handlers)
    {
        var shape = new HandlerShape(Array.ConvertAll(handlers, handler => handler.MessageType));
        return Known.GetOrAdd(shape, shape);
    }

    /// <summary>The places of the handlers that fit a message type, in the order they were registered.</summary>
    public int[] Fitting(Type messageType) => _fitting.GetOrAdd(
        messageType,
        static (type, types) => Enumerable.Range(0, types.Length).Where(i => types[i].IsAssignableFrom(type)).ToArray(),
        _types);

    public bool Equals(HandlerShape? other) => other is not null && _types.AsSpan().SequenceEqual(other._types);

    public override bool Equals(object? obj) => Equals(obj as HandlerShape);

    public override int GetHashCode() => _hash;
}
