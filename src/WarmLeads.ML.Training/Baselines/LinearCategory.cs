namespace WarmLeads.ML.Training;

/// <summary>A category in a linear model: a term for each frequent code, one shared by the rare ones, one for missing.</summary>
sealed class LinearCategory : LinearColumn
{
    const int Rare = -1;

    // By code; the last stands for missing.
    readonly int[] _terms;
    readonly bool _hasRare;

    /// <summary>Gives terms to the codes that are frequent enough.</summary>
    /// <param name="counts">Rows by code and, last, rows without one, shape [codes + 1].</param>
    /// <param name="minimumCount">Rows that a code needs for a term of its own.</param>
    public LinearCategory(int[] counts, int minimumCount)
    {
        _terms = new int[counts.Length];
        var next = 0;
        for (var code = 0; code < counts.Length; code++)
        {
            var isFrequent = counts[code] >= minimumCount;
            _hasRare |= !isFrequent && counts[code] > 0;
            _terms[code] = isFrequent ? next++ : Rare;
        }

        TermCount = next + (_hasRare ? 1 : 0);
    }

    public override int TermCount { get; }

    /// <summary>Counts rows by code and, last, rows without one, shape [codes + 1].</summary>
    /// <param name="column">Codes, shape [N]; NaN or negative is missing.</param>
    /// <param name="rows">Rows to count, shape [n].</param>
    /// <param name="codeCount">Codes are 0..codeCount - 1; greater ones count as rare.</param>
    public static int[] Count(double[] column, ReadOnlySpan<int> rows, int codeCount)
    {
        var counts = new int[codeCount + 1];
        foreach (var row in rows)
        {
            if (!(column[row] >= 0))
                counts[^1]++;
            else if (column[row] < codeCount)
                counts[(int)column[row]]++;
        }

        return counts;
    }

    public override (int Term, double Factor) Encode(double value)
    {
        var term = !(value >= 0) ? _terms[^1] : value < _terms.Length - 1 ? _terms[(int)value] : Rare;
        if (term != Rare)
            return (FirstTerm + term, 1);
        return _hasRare ? (FirstTerm + TermCount - 1, 1) : (FirstTerm, 0);
    }
}
