namespace WarmLeads.ML.Leads;

/// <summary>Draws of leads with replacement: how often each lead is in each draw. What a lead did goes with it as a whole.</summary>
/// <remarks>Percentile intervals. Source: Efron and Tibshirani 1993.</remarks>
sealed class LeadDraws
{
    const double Tail = 0.025;

    readonly int[][] _counts;

    /// <summary>Draws.</summary>
    /// <param name="leads">Numbers of the leads that are drawn from.</param>
    /// <param name="leadCount">All leads.</param>
    /// <param name="draws">How often.</param>
    /// <param name="seed">Seed of the draws.</param>
    public LeadDraws(IReadOnlyList<int> leads, int leadCount, int draws, int seed)
    {
        Each = new int[leadCount];
        foreach (var lead in leads)
            Each[lead] = 1;
        _counts = new int[draws][];
        for (var draw = 0; draw < draws; draw++)
        {
            var random = new Random(HashCode(seed, draw));
            _counts[draw] = new int[leadCount];
            for (var i = 0; i < leads.Count; i++)
                _counts[draw][leads[random.Next(leads.Count)]]++;
        }
    }

    /// <summary>Each lead once, shape [leads].</summary>
    public int[] Each { get; }

    /// <summary>Draws.</summary>
    public int Count => _counts.Length;

    /// <summary>How often each lead is in a draw, shape [leads].</summary>
    public int[] this[int draw] => _counts[draw];

    /// <summary>The middle 95 % of a figure over the draws; what cannot be measured in a draw is left out.</summary>
    /// <param name="values">The figure in each draw; infinite where it lies beyond what was seen.</param>
    public static (double Low, double High) Interval(IEnumerable<double> values)
    {
        var sorted = values.Where(value => !double.IsNaN(value)).Order().ToArray();
        return sorted.Length == 0 ? (double.NaN, double.NaN)
            : (sorted[(int)Math.Floor(Tail * (sorted.Length - 1))], sorted[(int)Math.Ceiling((1 - Tail) * (sorted.Length - 1))]);
    }

    static int HashCode(int seed, int draw) => unchecked((seed * 486187739) ^ ((draw + 1) * 16777619));
}
