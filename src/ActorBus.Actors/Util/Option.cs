namespace ActorBus.Actors.Util;

/// <summary>A value that may be missing.</summary>
public readonly struct Option<T> : IEquatable<Option<T>>
{
    /// <summary>No value.</summary>
    public static readonly Option<T> None;

    private readonly T _value;

    /// <summary>An option with the value, be it null.</summary>
    public Option(T value)
    {
        _value = value;
        HasValue = true;
    }

    /// <summary>True when there is a value.</summary>
    public bool HasValue { get; }

    /// <summary>True when there is none.</summary>
    public bool IsEmpty => !HasValue;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public T Value => HasValue ? _value : throw new InvalidOperationException($"An Option<{typeof(T).Name}> without a value was asked for it; look at HasValue first.");

    /// <summary>An option with the value, or none for null.</summary>
    public static Option<T> Create(T value) => value is null ? None : new Option<T>(value);

    /// <summary>The value, or another one where it is missing.</summary>
    public T GetOrElse(T fallbackValue) => HasValue ? _value : fallbackValue;

    /// <summary>The value mapped, or none.</summary>
    public Option<TNew> Select<TNew>(Func<T, TNew> selector) => HasValue ? selector(_value) : Option<TNew>.None;

    /// <summary>What the value is mapped to, or none.</summary>
    public Option<TNew> FlatSelect<TNew>(Func<T, Option<TNew>> mapper) => HasValue ? mapper(_value) : Option<TNew>.None;

    /// <summary>Does something with the value if there is one.</summary>
    public void OnSuccess(Action<T> action)
    {
        if (HasValue)
            action(_value);
    }

    /// <inheritdoc/>
    public bool Equals(Option<T> other) => HasValue == other.HasValue && EqualityComparer<T>.Default.Equals(_value, other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Option<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HasValue ? EqualityComparer<T>.Default.GetHashCode(_value!) : 0;

    /// <inheritdoc/>
    public override string ToString() => HasValue ? $"Some<{_value}>" : "None";

    /// <summary>An option with the value, or none for null.</summary>
    public static implicit operator Option<T>(T item) => Create(item);

    /// <summary>Compares the values.</summary>
    public static bool operator ==(Option<T> left, Option<T> right) => left.Equals(right);

    /// <summary>Compares the values.</summary>
    public static bool operator !=(Option<T> left, Option<T> right) => !left.Equals(right);
}
