using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>Rows whose outcome is known, kept to judge the model on: all of them, or evenly spaced ones when there are many.</summary>
/// <param name="schema">The model's inputs.</param>
sealed class JudgedRows(ModelSchema schema)
{
    // Figures do not change in the third decimal with more, and memory stays flat.
    const int Most = 100_000;

    readonly List<double>[] _columns = [.. schema.Columns.Select(_ => new List<double>())];
    readonly List<double> _scores = [];
    readonly List<float> _labels = [];
    int _stride = 1;

    /// <summary>Rows with a known outcome.</summary>
    public int Known { get; private set; }

    /// <summary>Rows of these that converted.</summary>
    public int Converted { get; private set; }

    /// <summary>Rows that were kept.</summary>
    public int Count => _labels.Count;

    /// <summary>Scores of the kept rows, log-odds.</summary>
    public IReadOnlyList<double> Scores => _scores;

    /// <summary>Takes a row.</summary>
    /// <param name="features">Its features, in the order of the schema.</param>
    /// <param name="score">Its score, log-odds.</param>
    /// <param name="converted">Whether it converted.</param>
    public void Add(ReadOnlySpan<double> features, double score, bool converted)
    {
        Known++;
        Converted += converted ? 1 : 0;
        if ((Known - 1) % _stride != 0)
            return;
        for (var i = 0; i < _columns.Length; i++)
            _columns[i].Add(features[i]);
        _scores.Add(score);
        _labels.Add(converted ? 1 : 0);
        if (Count == Most)
            Thin();
    }

    /// <summary>Features of the kept rows, one array of shape [<see cref="Count"/>] for each input.</summary>
    public IReadOnlyList<double[]> ToColumns() => [.. _columns.Select(column => column.ToArray())];

    /// <summary>Outcomes of the kept rows, 1 for converted, shape [<see cref="Count"/>].</summary>
    public float[] ToLabels() => [.. _labels];

    // Every other row goes; from now on rows come twice as far apart.
    void Thin()
    {
        _stride *= 2;
        foreach (var column in _columns)
            KeepEveryOther(column);
        KeepEveryOther(_scores);
        KeepEveryOther(_labels);
    }

    static void KeepEveryOther<T>(List<T> values)
    {
        for (var i = 0; 2 * i < values.Count; i++)
            values[i] = values[2 * i];
        values.RemoveRange((values.Count + 1) / 2, values.Count / 2);
    }
}
