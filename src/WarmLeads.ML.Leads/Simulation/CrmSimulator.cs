namespace WarmLeads.ML.Leads;

/// <summary>Simulates a CRM: leads, what they and we do, and how they end, with the truth known.</summary>
/// <remarks>
/// A lead either has a need for the product or not, and is in one of six states of mind, from dormant to deciding; nobody
/// sees either. The state changes at the end of each day (a Markov chain that is faster for small companies), sets the
/// rate of every act on the day, and the chance that the lead converts or is lost at the day's end. Mails and calls of ours
/// come whatever the state, and are answered according to it; machines open and click too; some events arrive days late.
/// <para>
/// So the truth is exact. <see cref="SimulatedLead.ConversionProbability"/> is the chance of ever converting given the
/// attributes; <see cref="IdealObserver"/> gives the chance of converting within any number of days given everything
/// that has occurred. Outcomes are drawn with these chances: where the truth says 0.2, two in ten convert.
/// </para>
/// </remarks>
public sealed class CrmSimulator
{
    /// <summary>Conversions are known for so many days past the end of the history.</summary>
    public const int DaysSimulatedPastEnd = 90;

    readonly SimulationOptions _options;

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">An option is out of its range; the message says which.</exception>
    public CrmSimulator(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.LeadCount < 1)
            throw new ArgumentException($"Cannot simulate {options.LeadCount} leads. Ask for 1 or more.", nameof(options));
        RefuseUnlessMidnight("start", options.Start);
        RefuseUnlessMidnight("end", options.End);
        if (options.End - options.Start < TimeSpan.FromDays(30))
        {
            throw new ArgumentException(
                $"The simulation ends {(options.End - options.Start).TotalDays} days after its start. Let it run for 30 days or more.", nameof(options));
        }
        _options = options;
    }

    /// <summary>The attributes that simulated leads may have, in the order in which files have them.</summary>
    public static IReadOnlyList<string> AttributeNames => LeadProfiles.AttributeNames;

    /// <summary>The leads by arrival, made one at a time: memory does not grow with their number.</summary>
    public IEnumerable<SimulatedLead> Simulate()
    {
        for (var index = 0; index < _options.LeadCount; index++)
        {
            var random = SimulationRandom.For(_options.Seed, stream: 1, index);
            yield return new LeadSimulation(_options, LeadProfiles.Make(_options, index, random), random).Run();
        }
    }

    static void RefuseUnlessMidnight(string what, DateTimeOffset moment)
    {
        if (moment.UtcDateTime.TimeOfDay != TimeSpan.Zero)
            throw new ArgumentException($"The {what} of the simulation is {moment:O}, which is not midnight UTC. Give a date.");
    }
}
