namespace WarmLeads.ML.Leads;

/// <summary>What a threshold leads to on the leads that it is tried on.</summary>
/// <param name="Threshold">Leads are called from this chance on; positive infinity calls nobody.</param>
/// <param name="Calls">Leads that are called.</param>
/// <param name="Caught">Of these, converted within the horizon after the call.</param>
/// <param name="TooEarly">Of these, did not.</param>
/// <param name="Missed">Leads that converted and were never called.</param>
/// <param name="Cost">What too early and too late cost together.</param>
public sealed record HandoffPoint(double Threshold, double Calls, double Caught, double TooEarly, double Missed, double Cost);
