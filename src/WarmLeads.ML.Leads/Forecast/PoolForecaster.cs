namespace WarmLeads.ML.Leads;

/// <summary>From the chances of the open leads to expected conversions and value by week, with intervals.</summary>
/// <remarks>
/// Conversions, if every lead decided for itself, have the Poisson-binomial distribution: computed by convolution, exact to 1e-12.
/// Leads do not: periods are good or bad for all, and colleagues at one account decide together. Both are factors on the
/// hazards (<see cref="SharedFactor"/>) that keep every lead's own chance; the distribution is the mixture over their values.
/// Of more than 5,000 leads the mixture is one of normal parts (<see cref="CrowdMoments"/>). Values lie on cells of 1/40 of their standard deviation, each split
/// between two cells so that the mean stays.
/// </remarks>
public sealed class PoolForecaster
{
    const int DaysPerWeek = 7, LeafSize = 16, PeriodValues = 65, AccountValues = 9, CellsPerDeviation = 40, MostCellsOfALead = 1024, LargestConvolution = 5000, CrowdDeviations = 8;

    readonly ForecastOptions _options;
    readonly SharedFactor _period, _account;

    /// <summary>Prepares a forecaster.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public PoolForecaster(ForecastOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options;
        _period = new SharedFactor(options.PeriodVariation, PeriodValues);
        _account = new SharedFactor(options.AccountVariation, AccountValues);
    }

    /// <summary>Forecasts the weeks of a horizon.</summary>
    /// <param name="leads">The open leads.</param>
    /// <param name="asOf">The moment from which their days count.</param>
    /// <param name="days">The horizon, above 0 and at most the days that every lead's chances reach.</param>
    public PoolForecast Forecast(IReadOnlyList<ForecastLead> leads, DateTimeOffset asOf, int days)
    {
        ArgumentNullException.ThrowIfNull(leads);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var accounts = Accounts(leads);
        var levelled = leads.Select(lead => lead.At(_options.Levels)).ToList();
        var weeks = new List<ForecastPeriod>();
        for (var from = 0; from < days; from += DaysPerWeek)
            weeks.Add(Period(levelled, leads, accounts, asOf, from, Math.Min(days, from + DaysPerWeek)));
        return new PoolForecast(
            asOf, leads.Count, leads.Count(lead => lead.Value is null), _options.Coverage, _options.PeriodVariation, _options.AccountVariation,
            weeks, weeks.Count == 1 ? weeks[0] : Period(levelled, leads, accounts, asOf, 0, days));
    }

    ForecastPeriod Period(IReadOnlyList<ForecastLead> leads, IReadOnlyList<ForecastLead> asTheyAre, IReadOnlyList<int[]> accounts, DateTimeOffset asOf, int from, int to)
    {
        var chances = new double[leads.Count];
        for (var i = 0; i < chances.Length; i++)
            chances[i] = leads[i].ChanceBetween(from, to);
        double[][] worths = [[.. leads.Select(_ => 1.0)], [.. leads.Select(lead => lead.Value ?? 0)]];
        var ofCrowd = IsCrowd(chances, worths)
            ? new CrowdMoments(chances, _period, _account).Intervals(worths, accounts, _options.Coverage)
            : null;
        return new ForecastPeriod(
            asOf.AddDays(from), asOf.AddDays(to),
            Figure(chances, accounts, worths[0], isCount: true, ofCrowd?[0]), Figure(chances, accounts, worths[1], isCount: false, ofCrowd?[1]))
        {
            Unlevelled = _options.Levels.Count == 0 ? null : asTheyAre.Sum(lead => lead.ChanceBetween(from, to)),
        };
    }

    // Very many leads of whom none is much of the sum: what their sum is need not be computed lead by lead.
    static bool IsCrowd(double[] chances, double[][] worths) =>
        chances.Length > LargestConvolution && worths.All(worth =>
        {
            var (_, variance, most) = Spread(chances, worth);
            return most * CrowdDeviations <= Math.Sqrt(variance);
        });

    static (double Mean, double Variance, double Most) Spread(double[] chances, double[] worth)
    {
        double mean = 0, variance = 0, most = 0;
        for (var i = 0; i < chances.Length; i++)
        {
            mean += chances[i] * worth[i];
            variance += chances[i] * (1 - chances[i]) * worth[i] * worth[i];
            most = Math.Max(most, worth[i]);
        }
        return (mean, variance, most);
    }

    ForecastFigure Figure(double[] chances, IReadOnlyList<int[]> accounts, double[] worth, bool isCount, (double Low, double High)? ofCrowd)
    {
        var (mean, variance, most) = Spread(chances, worth);
        if (!(variance > 0))
            return new ForecastFigure(mean, mean, mean, mean, mean, 0);

        var deviation = Math.Sqrt(variance);
        var width = isCount ? 1 : Math.Max(deviation / CellsPerDeviation, most / MostCellsOfALead);
        var atoms = new ConversionAtom[chances.Length];
        for (var i = 0; i < atoms.Length; i++)
            atoms[i] = isCount ? ConversionAtom.One : ConversionAtom.OfValue(worth[i], width);

        var (below, above) = ((1 - _options.Coverage) / 2, (1 + _options.Coverage) / 2);
        var independent = SumDistribution.Sum(Leaves(chances, atoms));
        var (independentLow, independentHigh) = (independent.Quantile(below) * width, independent.Quantile(above) * width);
        if (ofCrowd is { } crowd)
        {
            var (low, high) = isCount ? (Math.Floor(crowd.Low), Math.Ceiling(crowd.High)) : crowd;
            return new ForecastFigure(mean, low, high, independentLow, independentHigh, deviation);
        }
        var shared = _options is { PeriodVariation: 0, AccountVariation: 0 } ? independent : Shared(chances, atoms, accounts);
        return new ForecastFigure(mean, shared.Quantile(below) * width, shared.Quantile(above) * width, independentLow, independentHigh, deviation);
    }

    static List<SumDistribution> Leaves(double[] chances, ConversionAtom[] atoms)
    {
        var leaves = new List<SumDistribution>((chances.Length / LeafSize) + 1);
        for (var first = 0; first < chances.Length; first += LeafSize)
            leaves.Add(Block(chances.AsSpan(first, Math.Min(LeafSize, chances.Length - first)), atoms.AsSpan(first)));
        return leaves;
    }

    static SumDistribution Block(ReadOnlySpan<double> chances, ReadOnlySpan<ConversionAtom> atoms)
    {
        var most = 1;
        for (var i = 0; i < chances.Length; i++)
            most += atoms[i].MostCells;
        var mass = new double[most];
        mass[0] = 1;
        var length = 1;
        for (var i = 0; i < chances.Length; i++)
        {
            atoms[i].AddTo(mass, length, chances[i]);
            length += atoms[i].MostCells;
        }
        return SumDistribution.Of(mass);
    }

    SumDistribution Shared(double[] chances, ConversionAtom[] atoms, IReadOnlyList<int[]> accounts)
    {
        var isColleague = new bool[chances.Length];
        foreach (var lead in accounts.SelectMany(account => account))
            isColleague[lead] = true;
        var hazards = chances.Select(_period.HazardFor).ToArray();
        int[] alone = [.. Enumerable.Range(0, chances.Length).Where(lead => !isColleague[lead] && chances[lead] > 0)];
        ConversionAtom[] atomsAlone = [.. alone.Select(lead => atoms[lead])];
        var chancesAlone = new double[alone.Length];
        var given = new SumDistribution[_period.Values.Count];
        for (var i = 0; i < given.Length; i++)
        {
            var factor = _period.Values[i];
            for (var lead = 0; lead < alone.Length; lead++)
                chancesAlone[lead] = 1 - Math.Exp(-factor * hazards[alone[lead]]);
            var parts = Leaves(chancesAlone, atomsAlone);
            foreach (var account in accounts)
                parts.Add(Account(account, hazards, atoms, factor));
            given[i] = SumDistribution.Sum(parts);
        }
        return SumDistribution.Mix(given);
    }

    /// <summary>The sum of one account in a period of a given factor: colleagues are independent once the account's own factor is given.</summary>
    SumDistribution Account(int[] account, double[] hazards, ConversionAtom[] atoms, double factor)
    {
        var own = account.Select(lead => _account.HazardFor(1 - Math.Exp(-factor * hazards[lead]))).ToArray();
        var members = account.Select(lead => atoms[lead]).ToArray();
        var given = new SumDistribution[_account.Values.Count];
        var chances = new double[account.Length];
        for (var i = 0; i < given.Length; i++)
        {
            for (var member = 0; member < chances.Length; member++)
                chances[member] = 1 - Math.Exp(-_account.Values[i] * own[member]);
            given[i] = SumDistribution.Sum(Leaves(chances, members));
        }
        return SumDistribution.Mix(given);
    }

    /// <summary>The leads of every account with more than one.</summary>
    static List<int[]> Accounts(IReadOnlyList<ForecastLead> leads) =>
    [
        .. Enumerable.Range(0, leads.Count)
            .Where(lead => leads[lead].AccountId is not null)
            .GroupBy(lead => leads[lead].AccountId!, StringComparer.Ordinal)
            .Select(group => group.ToArray())
            .Where(members => members.Length > 1),
    ];
}
