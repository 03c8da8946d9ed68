using System.Globalization;

namespace WarmLeads.ML.Leads;

/// <summary>Knows every rate of the simulator, sees what a CRM sees, and so says the best probability that anyone could say.</summary>
/// <remarks>
/// The posterior over need and state given the attributes and every event that occurred before the cutoff (received or
/// not), by the forward algorithm of hidden Markov models (Rabiner 1989), carried forward by the chain. It is exact: among
/// leads to which it gives p, the share that converts is p. A model that learns from the history can approach it, not beat it.
/// </remarks>
public sealed class IdealObserver
{
    const int StateCount = BuyerChain.StateCount;

    readonly SimulationOptions _options;
    readonly DayEvidence _evidence = new();
    readonly double[] _weights = new double[2 * StateCount], _moved = new double[2 * StateCount];

    /// <summary>An observer of one simulation; for one thread.</summary>
    public IdealObserver(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <summary>The true chance that a lead, still open at the cutoff, converts within the days that follow it.</summary>
    /// <param name="history">A lead of the simulation.</param>
    /// <param name="cutoff">Midnight UTC, after the lead's arrival.</param>
    /// <param name="horizonDays">Length of the horizon [cutoff, cutoff + days), 1 or more.</param>
    /// <returns>The chance, 0..1.</returns>
    /// <exception cref="ArgumentException">The cutoff is not midnight, or the lead is not open then, or the lead is not of the simulation.</exception>
    public double Probability(LeadHistory history, DateTimeOffset cutoff, int horizonDays)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonDays, 1);
        if (cutoff.UtcDateTime.TimeOfDay != TimeSpan.Zero)
        {
            throw new ArgumentException(
                $"The cutoff is {cutoff:O}, which is not midnight UTC. The truth is known at midnight only.", nameof(cutoff));
        }
        if (!(history.Lead.CreatedAt < cutoff) || history.Outcome?.OccurredAt < cutoff)
        {
            throw new ArgumentException(
                $"Lead '{history.Lead.Id}' is not open at {cutoff:O}. Ask for a moment at which it is.", nameof(cutoff));
        }

        var profile = ProfileOf(history.Lead);
        Begin(profile);
        var firstDay = new DateTimeOffset(history.Lead.CreatedAt.UtcDateTime.Date, TimeSpan.Zero);
        _evidence.Begin(history.Events);
        for (var day = firstDay; day < cutoff; day = day.AddDays(1))
        {
            var firstHour = day == firstDay ? history.Lead.CreatedAt.UtcDateTime.TimeOfDay.TotalHours : BuyerActs.FirstHour;
            Learn(_evidence.OfDay(day, firstHour));
            EndDay(profile.Segment);
        }
        var chance = 0.0;
        for (var need = 0; need < 2; need++)
        {
            var within = BuyerChain.Of(profile.Segment, need == 1).ConvertsWithin(horizonDays);
            for (var state = 0; state < StateCount; state++)
                chance += _weights[(need * StateCount) + state] * within[state];
        }
        return chance;
    }

    LeadProfile ProfileOf(Lead lead)
    {
        if (lead.Id.Length > 1 && lead.Id[0] == 'L' &&
            int.TryParse(lead.Id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) &&
            number >= 1 && number <= _options.LeadCount)
        {
            var profile = LeadProfiles.Make(_options, number - 1, SimulationRandom.For(_options.Seed, stream: 1, number - 1));
            if (profile.Lead.CreatedAt == lead.CreatedAt)
                return profile;
        }
        throw new ArgumentException(
            $"Lead '{lead.Id}' is not of this simulation. Ask with the options that it was made with.", nameof(lead));
    }

    void Begin(LeadProfile profile)
    {
        for (var state = 0; state < StateCount; state++)
        {
            _weights[state] = (1 - profile.NeedProbability) * profile.FirstState[state];
            _weights[StateCount + state] = profile.NeedProbability * profile.FirstState[state];
        }
    }

    void Learn(ReadOnlySpan<double> likelihoods)
    {
        for (var i = 0; i < _weights.Length; i++)
            _weights[i] *= likelihoods[i % StateCount];
    }

    /// <summary>The lead neither converted nor was lost at the end of the day, and its state moved on.</summary>
    void EndDay(int segment)
    {
        Array.Clear(_moved);
        var sum = 0.0;
        for (var need = 0; need < 2; need++)
        {
            var move = BuyerChain.Of(segment, need == 1).Move;
            for (var from = 0; from < StateCount; from++)
            {
                var weight = _weights[(need * StateCount) + from];
                for (var to = 0; to < StateCount; to++)
                    _moved[(need * StateCount) + to] += weight * move[from, to];
            }
        }
        foreach (var weight in _moved)
            sum += weight;
        for (var i = 0; i < _weights.Length; i++)
            _weights[i] = _moved[i] / sum;
    }
}
