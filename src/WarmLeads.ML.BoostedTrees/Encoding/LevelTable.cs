namespace WarmLeads.ML.BoostedTrees;

/// <summary>The frozen statistics of one feature or product: looked up by key in one step, allocating nothing.</summary>
/// <remarks>Open addressing over twice as many places as levels or more.</remarks>
sealed class LevelTable
{
    // Keys that were really counted never come near it; a forged file must not make a look-up slow.
    const int LongestProbe = 1000;

    readonly Place[] _places;
    readonly LevelStatistic _never;

    /// <summary>Fills a table.</summary>
    /// <param name="priorWeight">Examples that the base rate counts for.</param>
    /// <param name="positives">Positives among all examples, those of levels that are not kept included.</param>
    /// <param name="weight">All examples.</param>
    /// <param name="keys">Keys of the kept levels, ascending.</param>
    /// <param name="levelPositives">Positives of each.</param>
    /// <param name="levelWeights">Examples of each.</param>
    /// <exception cref="ArgumentException">Too many keys fall on one place.</exception>
    public LevelTable(double priorWeight, double positives, double weight, long[] keys, double[] levelPositives, double[] levelWeights)
    {
        (Positives, Weight, Keys, LevelPositives, LevelWeights) = (positives, weight, keys, levelPositives, levelWeights);
        var prior = positives / weight;
        _never = new LevelStatistic(prior, 0, 0);
        var size = 4;
        while (size < 2 * keys.Length)
        {
            size *= 2;
        }

        _places = new Place[size];
        for (var i = 0; i < keys.Length; i++)
        {
            var rate = (levelPositives[i] + (priorWeight * prior)) / (levelWeights[i] + priorWeight);
            Put(new Place(keys[i] + 1, new LevelStatistic(rate, levelWeights[i], levelPositives[i])));
        }
    }

    /// <summary>Positives among all examples.</summary>
    public double Positives { get; }

    /// <summary>All examples.</summary>
    public double Weight { get; }

    /// <summary>Keys of the kept levels, ascending.</summary>
    public long[] Keys { get; }

    /// <summary>Positives of each level.</summary>
    public double[] LevelPositives { get; }

    /// <summary>Examples of each level.</summary>
    public double[] LevelWeights { get; }

    /// <summary>What is known of a level; of one that is not in the table, the base rate and no example.</summary>
    public LevelStatistic Find(long key)
    {
        for (var at = Hash(key + 1); ; at++)
        {
            ref readonly var place = ref _places[at & (_places.Length - 1)];
            if (place.Key == key + 1 && key >= 0)
            {
                return place.Statistic;
            }

            if (place.Key == 0)
            {
                return _never;
            }
        }
    }

    void Put(in Place place)
    {
        var at = Hash(place.Key);
        for (var probes = 0; _places[at & (_places.Length - 1)].Key != 0; probes++, at++)
        {
            if (probes == LongestProbe)
            {
                throw new ArgumentException("too many levels fall on one place");
            }
        }

        _places[at & (_places.Length - 1)] = place;
    }

    /// <summary>Where the search for a place begins, 31 bits; places hold keys plus 1.</summary>
    public static int Hash(long key)
    {
        var z = (ulong)key * 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 32)) * 0xBF58476D1CE4E5B9UL;
        return (int)(z >> 33);
    }

    // Key 0 is an empty place.
    readonly record struct Place(long Key, LevelStatistic Statistic);
}
