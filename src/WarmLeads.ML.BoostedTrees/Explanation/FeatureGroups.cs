namespace WarmLeads.ML.BoostedTrees;

/// <summary>Features put into families, to be explained together.</summary>
/// <remarks>Contributions are multiples of one power of two, so a family's sum is exact and the families add up to the score bit for bit.</remarks>
public sealed class FeatureGroups
{
    readonly int[] _groupOf;
    readonly List<string> _names = [];

    /// <summary>Puts every feature into the family of a name.</summary>
    /// <param name="schema">The features.</param>
    /// <param name="familyOf">The name of a feature's family; families stand in the order of their first feature.</param>
    /// <exception cref="ArgumentException">A feature's family has no name.</exception>
    public FeatureGroups(FeatureSchema schema, Func<Feature, string> familyOf)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(familyOf);
        _groupOf = new int[schema.Count];
        for (var i = 0; i < schema.Count; i++)
        {
            var name = familyOf(schema[i]);
            if (string.IsNullOrEmpty(name))
            {
                throw new ArgumentException($"Feature '{schema[i].Name}' is in a family without a name; give every family a name.");
            }

            if (!_names.Contains(name))
            {
                _names.Add(name);
            }

            _groupOf[i] = _names.IndexOf(name);
        }
    }

    /// <summary>The families, in order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The number of a feature's family.</summary>
    public int this[int feature] => _groupOf[feature];

    /// <summary>The contributions of the families.</summary>
    /// <param name="contributions">One per feature.</param>
    /// <returns>One per family.</returns>
    /// <exception cref="ArgumentException">There are more or fewer contributions than features.</exception>
    public double[] Sum(ReadOnlySpan<double> contributions)
    {
        Check(contributions.Length, _groupOf.Length, "contributions");
        var sums = new double[_names.Count];
        for (var i = 0; i < _groupOf.Length; i++)
        {
            sums[_groupOf[i]] += contributions[i];
        }

        return sums;
    }

    /// <summary>The interaction values of the families: on the diagonal, all that happens within one.</summary>
    /// <param name="interactions">Shape [features, features].</param>
    /// <returns>Shape [families, families], line by line; a line adds up to the family's contribution.</returns>
    /// <exception cref="ArgumentException">There are more or fewer values than features times features.</exception>
    public double[] SumInteractions(ReadOnlySpan<double> interactions)
    {
        Check(interactions.Length, _groupOf.Length * _groupOf.Length, "interaction values");
        var sums = new double[_names.Count * _names.Count];
        for (var i = 0; i < interactions.Length; i++)
        {
            var (feature, other) = Math.DivRem(i, _groupOf.Length);
            sums[(_groupOf[feature] * _names.Count) + _groupOf[other]] += interactions[i];
        }

        return sums;
    }

    void Check(int count, int expected, string what)
    {
        if (count != expected)
        {
            throw new ArgumentException($"There are {count} {what}; the {_groupOf.Length} features of the families have {expected}.");
        }
    }
}
