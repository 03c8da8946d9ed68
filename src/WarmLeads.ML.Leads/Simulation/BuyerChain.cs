namespace WarmLeads.ML.Leads;

/// <summary>How the state of a simulated lead changes at the end of each day, and how likely it then converts or is lost.</summary>
/// <remarks>
/// A Markov chain in days over <see cref="BuyerState"/>: at the end of a day a lead in state s converts with probability
/// Convert[s], is given up with probability Lose[s], and otherwise moves to state t with probability Move[s, t]; all
/// of a row adds up to 1. There is one chain per segment and need; small companies decide faster than large ones.
/// </remarks>
sealed class BuyerChain
{
    public const int StateCount = (int)BuyerState.Gone + 1;

    //                                            Dormant   Aware    Warm     Hot  Deciding   Gone
    static readonly double[][] s_withoutNeed =
    [
        /* Dormant  */                          [     0, 0.0040, 0.0015, 0.0002, 0.0000, 0.0060],
        /* Aware    */                          [0.0400,      0, 0.0140, 0.0010, 0.0000, 0.0040],
        /* Warm     */                          [0.0200, 0.0800,      0, 0.0150, 0.0005, 0.0030],
        /* Hot      */                          [0.0080, 0.0200, 0.1000,      0, 0.0200, 0.0050],
        /* Deciding */                          [0.0050, 0.0050, 0.0300, 0.0700,      0, 0.0200],
        /* Gone     */                          [     0,      0,      0,      0,      0,      0],
    ];

    static readonly double[][] s_withNeed =
    [
        /* Dormant  */                          [     0, 0.0120, 0.0060, 0.0010, 0.0000, 0.0025],
        /* Aware    */                          [0.0200,      0, 0.0450, 0.0030, 0.0003, 0.0015],
        /* Warm     */                          [0.0080, 0.0300,      0, 0.0450, 0.0020, 0.0010],
        /* Hot      */                          [0.0030, 0.0060, 0.0500,      0, 0.0700, 0.0015],
        /* Deciding */                          [0.0010, 0.0010, 0.0100, 0.0400,      0, 0.0060],
        /* Gone     */                          [     0,      0,      0,      0,      0,      0],
    ];

    static readonly double[] s_convertWithoutNeed = [0, 0.0001, 0.0003, 0.0020, 0.0150, 0];
    static readonly double[] s_convertWithNeed = [0, 0.0003, 0.0015, 0.0100, 0.0650, 0];
    static readonly double[] s_lose = [0.0010, 0.0010, 0.0005, 0.0005, 0.0060, 0.0150];
    static readonly double[] s_speedOfSegments = [1.0, 0.7, 0.45];

    readonly double[] _convertsEver;
    double[][] _convertsWithin = [new double[StateCount]];

    BuyerChain(double[][] moves, double[] convert, double speed)
    {
        Move = new double[StateCount, StateCount];
        Convert = new double[StateCount];
        Lose = new double[StateCount];
        for (var from = 0; from < StateCount; from++)
        {
            Convert[from] = convert[from] * speed;
            Lose[from] = s_lose[from] * speed;
            var stays = 1 - Convert[from] - Lose[from];
            for (var to = 0; to < StateCount; to++)
            {
                Move[from, to] = moves[from][to] * speed;
                stays -= Move[from, to];
            }
            Move[from, from] = stays;
        }
        _convertsEver = ConvergedConversions();
    }

    /// <summary>Names of the segments, in the order of the chains.</summary>
    public static IReadOnlyList<string> Segments { get; } = ["smb", "mid_market", "enterprise"];

    /// <summary>Probability of moving from a state to another at the end of a day.</summary>
    public double[,] Move { get; }

    /// <summary>Probability of converting at the end of a day spent in a state.</summary>
    public double[] Convert { get; }

    /// <summary>Probability of being recorded as lost at the end of a day spent in a state.</summary>
    public double[] Lose { get; }

    static readonly BuyerChain[] s_chains =
    [
        .. s_speedOfSegments.SelectMany(speed => new BuyerChain[]
        {
            new(s_withoutNeed, s_convertWithoutNeed, speed), new(s_withNeed, s_convertWithNeed, speed),
        }),
    ];

    /// <summary>The chain of a segment, by its place in <see cref="Segments"/>, with or without need.</summary>
    public static BuyerChain Of(int segment, bool hasNeed) => s_chains[(2 * segment) + (hasNeed ? 1 : 0)];

    /// <summary>Probability of ever converting, by the state at the start of a day.</summary>
    public ReadOnlySpan<double> ConvertsEver => _convertsEver;

    /// <summary>Probability of converting at the end of one of the next days, by the state at the start of the first.</summary>
    public ReadOnlySpan<double> ConvertsWithin(int days)
    {
        // Racing threads compute the same numbers, and whichever table stays is right.
        var table = Volatile.Read(ref _convertsWithin);
        if (days >= table.Length)
        {
            var longer = new double[days + 1][];
            table.CopyTo(longer, 0);
            for (var day = table.Length; day <= days; day++)
                longer[day] = OneDayEarlier(longer[day - 1]);
            Volatile.Write(ref _convertsWithin, longer);
            table = longer;
        }
        return table[days];
    }

    double[] ConvergedConversions()
    {
        var now = new double[StateCount];
        for (var change = 1.0; change > 1e-12;)
        {
            var earlier = OneDayEarlier(now);
            change = 0;
            for (var state = 0; state < StateCount; state++)
                change = Math.Max(change, earlier[state] - now[state]);
            now = earlier;
        }
        return now;
    }

    double[] OneDayEarlier(double[] tomorrow)
    {
        var today = new double[StateCount];
        for (var from = 0; from < StateCount; from++)
        {
            today[from] = Convert[from];
            for (var to = 0; to < StateCount; to++)
                today[from] += Move[from, to] * tomorrow[to];
        }
        return today;
    }
}
