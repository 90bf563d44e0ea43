using System.Globalization;

namespace ActorBus.Actors.Routing;

/// <summary>Routees on a ring of hash values, each at several places; a key belongs to the next place after its hash.</summary>
internal sealed class HashRing
{
    private readonly uint[] _places;
    private readonly Routee[] _routees;

    public HashRing(Routee[] routees, int placesEach)
    {
        var places = new SortedDictionary<uint, Routee>();
        foreach (var routee in routees)
        {
            var name = Name(routee);
            for (var i = 0; i < placesEach; i++)
                places[Hash($"{name}:{i}")] = routee;
        }

        _places = [.. places.Keys];
        _routees = [.. places.Values];
    }

    public Routee Find(object key)
    {
        var hash = Hash(key as string ?? Convert.ToString(key, CultureInfo.InvariantCulture) ?? "");
        var place = Array.BinarySearch(_places, hash);
        if (place < 0)
            place = ~place;
        return _routees[place == _places.Length ? 0 : place];
    }

    /// <summary>FNV-1a with a final mix, so that close texts are far apart.</summary>
    private static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var letter in text)
            hash = (((hash ^ (byte)letter) * 16777619) ^ (byte)(letter >> 8)) * 16777619;
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }

    private static string Name(Routee routee) => routee switch
    {
        ActorRefRoutee actor => actor.Actor.Path.ToStringWithoutAddress(),
        ActorSelectionRoutee selection => selection.Selection.ToString(),
        _ => routee.GetHashCode().ToString(CultureInfo.InvariantCulture),
    };
}
