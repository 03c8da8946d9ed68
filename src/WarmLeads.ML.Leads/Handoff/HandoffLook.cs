namespace WarmLeads.ML.Leads;

/// <summary>One look at a lead at which it could have been handed to sales.</summary>
/// <param name="Probability">Its chance of conversion as of the look, 0..1.</param>
/// <param name="IsInTime">Whether it converts within the horizon after the look: then a call there is neither too early nor too late.</param>
public readonly record struct HandoffLook(double Probability, bool IsInTime);
