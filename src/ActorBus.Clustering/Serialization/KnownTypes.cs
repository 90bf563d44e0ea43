using System.Collections.Frozen;
using ActorBus.Clustering.Members;
using ActorBus.Messages;
using Akka.Serialization;
using Hyperion;

namespace ActorBus.Clustering.Serialization;

/// <summary>The types that <see cref="InternalSerializer"/> reads and writes; every other type name is refused before a type is loaded.</summary>
internal sealed class KnownTypes : IKnownTypesProvider, ITypeFilter
{
    private static readonly Type[] Types =
    [
        typeof(ForwardedMessage), typeof(ForwardedAnswer), typeof(WhatRuns), typeof(NodeReport), typeof(ServiceReport),
        typeof(ServiceReport[]), typeof(MessageKind), typeof(string[]),
    ];

    // Hyperion passes the full name when writing, and a name without version when reading.
    private static readonly FrozenSet<string> Names =
        Types.SelectMany(type => new[] { type.AssemblyQualifiedName!, $"{type.FullName}, {type.Assembly.GetName().Name}" }).ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<Type> GetKnownTypes() => Types;

    /// <inheritdoc/>
    public bool IsAllowed(string typeName) => Names.Contains(typeName);
}
