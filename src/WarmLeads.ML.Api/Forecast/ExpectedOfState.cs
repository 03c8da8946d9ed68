using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>What the leads of one state are expected to bring.</summary>
/// <param name="State">The state.</param>
/// <param name="Leads">How many leads.</param>
/// <param name="Conversions">How many of them are expected to convert within the horizon.</param>
/// <param name="Value">What these are worth.</param>
sealed record ExpectedOfState(LeadState State, int Leads, double Conversions, double Value);
