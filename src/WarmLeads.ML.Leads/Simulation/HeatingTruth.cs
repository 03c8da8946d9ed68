namespace WarmLeads.ML.Leads;

/// <summary>Holds alerts on simulated leads against what the leads truly had in mind.</summary>
/// <remarks>
/// A lead rises on a day when its true chance of converting within 30 days, averaged over the 14 days from then on, is at least
/// twice that of the 28 days before and at least 0.02 above it; days of one rise lie less than 28 days apart. An alert is right when
/// the chance, averaged from the day since which it says the rhythm is another one, is 1.5 times that of the 28 days before, or the
/// acts that the lead would do are. A rise is found when an alert comes within 28 days.
/// </remarks>
public sealed class HeatingTruth
{
    const int DaysBefore = 28, DaysAfter = 14, DaysToFind = 28;

    readonly List<double> _daysToAlert = [];
    double _chanceAtAlerts, _chanceOfDays;
    long _days, _daysAfterRise;
    int _alerts, _rightChance, _rightActs, _rises, _found;

    /// <summary>Takes a lead.</summary>
    /// <param name="lead">The lead with its truth.</param>
    /// <param name="alerts">When it was said to be heating, and since when; in order.</param>
    /// <param name="until">The last moment of the replay.</param>
    public void Add(SimulatedLead lead, IReadOnlyList<(DateTimeOffset At, DateTimeOffset Since)> alerts, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(lead);
        ArgumentNullException.ThrowIfNull(alerts);
        var first = new DateTimeOffset(lead.History.Lead.CreatedAt.UtcDateTime.Date, TimeSpan.Zero);
        var chances = lead.DailyChances;
        var last = Math.Min(chances.Count, (int)(until - first).TotalDays) - 1;
        foreach (var (at, since) in alerts)
        {
            // At midnight the day before is what is known.
            var (alertDay, sinceDay) = ((int)(at - first).TotalDays - 1, (int)(since - first).TotalDays);
            if (alertDay > last || sinceDay < 1)
                continue;
            _alerts++;
            _chanceAtAlerts += chances[alertDay];
            _rightChance += HasRisen(chances, sinceDay, alertDay) ? 1 : 0;
            _rightActs += HasRisen(lead.DailyActs, sinceDay, alertDay) ? 1 : 0;
        }

        var risenOn = int.MinValue;
        for (var day = DaysBefore; day <= last; day++)
        {
            _days++;
            _chanceOfDays += chances[day];
            if (HasRisen(chances, Math.Max(1, day - 9), day))
                _daysAfterRise++;
            if (day + DaysAfter > last)
                continue;
            var (before, after) = (Mean(chances, day - DaysBefore, day - 1), Mean(chances, day, day + DaysAfter - 1));
            if (after < 2 * before || after < before + 0.02)
                continue;
            var isSame = day - risenOn < DaysBefore;
            risenOn = day;
            if (isSame)
                continue;
            _rises++;
            var alert = alerts.FirstOrDefault(alert => alert.At > first.AddDays(day) && alert.At <= first.AddDays(day + DaysToFind + 1));
            if (alert == default)
                continue;
            _found++;
            _daysToAlert.Add((alert.At - first.AddDays(day)).TotalDays);
        }
    }

    /// <summary>Alerts of which the truth is known.</summary>
    public int Alerts => _alerts;

    /// <summary>Share of alerts that are right about the chance.</summary>
    public double PrecisionOfChance => (double)_rightChance / _alerts;

    /// <summary>Share of alerts that are right about the acts: the rhythm did change.</summary>
    public double PrecisionOfActs => (double)_rightActs / _alerts;

    /// <summary>What an alert at a random day would be right about the chance, with the 10 days before it.</summary>
    public double PrecisionOfARandomDay => (double)_daysAfterRise / _days;

    /// <summary>Rises of which it is known whether they were found.</summary>
    public int Rises => _rises;

    /// <summary>Share of the rises that were found.</summary>
    public double Recall => (double)_found / _rises;

    /// <summary>Days from the rise to the alert, the median of those found; NaN when none was.</summary>
    public double MedianDaysToAlert => _daysToAlert.Count == 0 ? double.NaN : _daysToAlert.Order().ElementAt(_daysToAlert.Count / 2);

    /// <summary>Mean true chance of converting within 30 days on the day before an alert.</summary>
    public double MeanChanceAtAlerts => _chanceAtAlerts / _alerts;

    /// <summary>Mean true chance on all days of the same leads, from four weeks after their registration.</summary>
    public double MeanChanceOfDays => _chanceOfDays / _days;

    static bool HasRisen(IReadOnlyList<double> daily, int since, int until) =>
        Mean(daily, since, until) >= 1.5 * Mean(daily, Math.Max(0, since - DaysBefore), since - 1);

    static double Mean(IReadOnlyList<double> daily, int from, int to)
    {
        var sum = 0.0;
        for (var day = from; day <= to; day++)
            sum += daily[day];
        return sum / (to - from + 1);
    }
}
