using static WarmLeads.ML.Leads.SignalFamily;

namespace WarmLeads.ML.Leads;

/// <summary>At what time of the day and of the week the lead was registered, in UTC.</summary>
/// <remarks>Nothing longer than a week: a month or a year would tell the cutoff, and with it the future of the training rows.</remarks>
sealed class CalendarBlock : IFeatureBlock
{
    static readonly FeatureDefinition[] s_definitions =
    [
        new("registered_hour", "Hour of registration", Fit, "hours", "Hours from midnight UTC to the lead's registration, 0 to 24."),
        new("registered_weekday", "Weekday of registration", Fit, "days", "Day of the week of the lead's registration in UTC: 0 for Monday to 6 for Sunday."),
    ];

    public IReadOnlyList<FeatureDefinition> Definitions => s_definitions;

    public void Begin(long cutoff)
    {
        // The cutoff plays no part.
    }

    public void Add(in KnownEvent known)
    {
        // Nor do events.
    }

    public void Write(Lead lead, Span<double> features)
    {
        var registered = lead.CreatedAt.UtcDateTime;
        features[0] = registered.TimeOfDay.TotalHours;
        features[1] = ((int)registered.DayOfWeek + 6) % 7;
    }
}
