using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>How the monitor is doing.</summary>
/// <param name="Pending">Leads of which something new is stored and that were not looked at yet.</param>
/// <param name="States">How many leads are in each state.</param>
/// <param name="ObjectedToProfiling">Leads that are not looked at because they objected.</param>
/// <param name="Looks">Leads looked at by this process since its start.</param>
/// <param name="Transitions">Changes that it found.</param>
/// <param name="Alerts">Alerts that it wrote.</param>
/// <param name="SlowestStepSeconds">The longest time from taking leads to having written what was found.</param>
sealed record MonitorAnswer(
    long Pending, IReadOnlyDictionary<LeadState, long> States, long ObjectedToProfiling, long Looks, long Transitions, long Alerts, double SlowestStepSeconds);
