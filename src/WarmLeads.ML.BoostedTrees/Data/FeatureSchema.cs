using System.Collections;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The columns of the examples, in order.</summary>
public sealed class FeatureSchema : IReadOnlyList<Feature>
{
    readonly Feature[] _features;
    readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    /// <summary>Takes the features in the order of the columns.</summary>
    /// <exception cref="ArgumentException">A name is empty or occurs twice, or a category count does not fit the kind.</exception>
    public FeatureSchema(IReadOnlyList<Feature> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        _features = [.. features];
        for (var i = 0; i < _features.Length; i++)
        {
            Check(_features[i], i);
            if (!_indices.TryAdd(_features[i].Name, i))
            {
                throw new ArgumentException(
                    $"Feature {i} is named '{_features[i].Name}' as is feature {_indices[_features[i].Name]}; give every feature its own name.");
            }
        }
    }

    /// <summary>Number of features.</summary>
    public int Count => _features.Length;

    /// <summary>The feature of a column.</summary>
    public Feature this[int index] => _features[index];

    /// <summary>The column of a feature, or -1 when there is none of that name.</summary>
    public int IndexOf(string name) => _indices.GetValueOrDefault(name, -1);

    /// <inheritdoc/>
    public IEnumerator<Feature> GetEnumerator() => ((IEnumerable<Feature>)_features).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>True when both have the same features in the same order.</summary>
    internal bool HasSameFeatures(FeatureSchema other) => _features.AsSpan().SequenceEqual(other._features);

    static void Check(Feature feature, int index)
    {
        if (string.IsNullOrEmpty(feature.Name))
        {
            throw new ArgumentException($"Feature {index} has no name; give every feature its own name.");
        }

        var fits = feature.Kind switch
        {
            FeatureKind.Numeric => feature.CategoryCount == 0,
            FeatureKind.Categorical => feature.CategoryCount is >= 1 and <= Feature.MaximumCategoryCount,
            _ => throw new ArgumentException($"Feature '{feature.Name}' has the unknown kind {(int)feature.Kind}; use Numeric or Categorical."),
        };
        if (!fits)
        {
            throw new ArgumentException(
                $"Feature '{feature.Name}' is {feature.Kind} with {feature.CategoryCount} categories; " +
                "a numeric feature has 0 and a categorical one 1 to 16777216.");
        }
    }
}
