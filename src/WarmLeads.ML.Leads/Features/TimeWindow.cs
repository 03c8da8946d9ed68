namespace WarmLeads.ML.Leads;

/// <summary>A stretch of the past that ends at the cutoff: [cutoff - length, cutoff), or everything before the cutoff.</summary>
/// <param name="Days">Length in days; infinity for everything.</param>
readonly record struct TimeWindow(double Days)
{
    public static readonly TimeWindow Ever = new(double.PositiveInfinity);

    /// <summary>How features of the window end: `30d`, `ever`.</summary>
    public string Suffix => double.IsInfinity(Days) ? "ever" : $"{Days}d";

    /// <summary>How a display name ends: "in the last 30 days", "ever".</summary>
    public string Words => double.IsInfinity(Days) ? "ever" : Days == 1 ? "in the last day" : $"in the last {Days} days";

    /// <summary>How a definition ends.</summary>
    public string Span => double.IsInfinity(Days) ? "before the cutoff" :
        Days == 1 ? "in the day before the cutoff" : $"in the {Days} days before the cutoff";
}
