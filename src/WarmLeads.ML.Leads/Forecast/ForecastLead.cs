namespace WarmLeads.ML.Leads;

/// <summary>An open lead as a forecast sees it.</summary>
/// <remarks>
/// Between two of its chances the hazard is even: the chance within d days is 1 - exp(-H(d)) with H straight from one
/// chance's -ln(1 - P) to the next one's, from 0 on day 0. With a single chance the conversions are spread evenly over its days.
/// </remarks>
public sealed class ForecastLead
{
    const int DaysPerWeek = 7;

    readonly IReadOnlyList<ConversionChance> _chances;
    readonly double[] _hazards;

    /// <summary>Checks and keeps the parts.</summary>
    /// <param name="chances">At least one, by days, none less than the one before.</param>
    /// <param name="accountId">The company that it belongs to; null when unknown.</param>
    /// <param name="value">What a conversion would be worth, 0 or more; null when unknown.</param>
    /// <exception cref="ArgumentException">The chances are no such list, or the value is below 0.</exception>
    public ForecastLead(IReadOnlyList<ConversionChance> chances, string? accountId, double? value)
    {
        ArgumentNullException.ThrowIfNull(chances);
        _hazards = new double[chances.Count];
        for (var i = 0; i < chances.Count; i++)
        {
            var (days, probability) = chances[i];
            var isLater = i == 0 ? days > 0 : days > chances[i - 1].Days;
            if (!isLater || !(probability < 1) || !(probability >= (i == 0 ? 0 : chances[i - 1].Probability)))
            {
                throw new ArgumentException(
                    $"A chance of {probability} within {days} days cannot follow the ones before it. Hand in chances by days, rising, below 1.", nameof(chances));
            }
            _hazards[i] = -LogOfRest(probability);
        }
        if (chances.Count == 0)
            throw new ArgumentException("A lead without a chance cannot be forecast. Leave it out.", nameof(chances));
        if (value is { } worth && !(worth >= 0 && double.IsFinite(worth)))
            throw new ArgumentException($"A conversion cannot be worth {worth}. Hand in 0 or more, or null.", nameof(value));
        (_chances, AccountId, Value) = (chances, accountId, value);
    }

    /// <summary>The company that it belongs to; null when unknown.</summary>
    public string? AccountId { get; }

    /// <summary>What a conversion would be worth; null when unknown.</summary>
    public double? Value { get; }

    /// <summary>The days that its chances reach.</summary>
    public double Days => _chances[^1].Days;

    /// <summary>The hazard added up until a day: -ln of the chance that it has not converted by then.</summary>
    /// <param name="days">0 to <see cref="Days"/>.</param>
    public double HazardWithin(double days)
    {
        double fromDays = 0, fromHazard = 0;
        for (var i = 0; i < _hazards.Length; i++)
        {
            var toDays = _chances[i].Days;
            if (days <= toDays)
                return fromHazard + ((_hazards[i] - fromHazard) * ((days - fromDays) / (toDays - fromDays)));
            (fromDays, fromHazard) = (toDays, _hazards[i]);
        }
        throw new ArgumentOutOfRangeException(nameof(days), days, $"The lead's chances reach {Days} days.");
    }

    /// <summary>The chance that it converts between two days.</summary>
    public double ChanceBetween(double fromDays, double toDays) =>
        Math.Exp(-HazardWithin(fromDays)) - Math.Exp(-HazardWithin(toDays));

    /// <summary>The same lead with the hazards of each week raised or lowered.</summary>
    /// <param name="levels">Factors of the first, second, third… 7 days, above 0; later days stay as they are.</param>
    public ForecastLead At(IReadOnlyList<double> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        if (levels.All(level => level == 1))
            return this;
        var days = _chances.Select(chance => chance.Days).Concat(Enumerable.Range(1, levels.Count).Select(week => (double)DaysPerWeek * week))
            .Where(day => day <= Days).Distinct().Order().ToArray();
        var chances = new ConversionChance[days.Length];
        double sum = 0, from = 0;
        for (var i = 0; i < days.Length; i++)
        {
            var week = (int)(from / DaysPerWeek);
            sum += (week < levels.Count ? levels[week] : 1) * (HazardWithin(days[i]) - HazardWithin(from));
            // As near to certain as a number below 1 can be.
            chances[i] = new ConversionChance(days[i], Math.Min(1 - 1e-12, sum < 1e-5 ? sum * (1 - (sum / 2) + (sum * sum / 6)) : 1 - Math.Exp(-sum)));
            from = days[i];
        }
        return new ForecastLead(chances, AccountId, Value);
    }

    // ln(1 - p) without the rounding of 1 - p, which small chances would drown in.
    static double LogOfRest(double p) => p < 1e-5 ? -p * (1 + (p / 2) + (p * p / 3)) : Math.Log(1 - p);
}
