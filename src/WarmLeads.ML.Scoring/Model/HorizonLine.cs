namespace WarmLeads.ML.Scoring;

/// <summary>How the chance within some days follows from the chance within the model's own horizon.</summary>
/// <remarks>With P the chance and z = ln(-ln(1 - P)): z within these days = intercept + slope x z within the model's own horizon.</remarks>
/// <param name="Days">The days, 1 or more.</param>
/// <param name="Intercept">The logarithm of the baseline hazard added up until these days, over that of the model's own horizon.</param>
/// <param name="Slope">Above 0; 1 where leads' hazards stay in proportion all the time.</param>
public sealed record HorizonLine(int Days, double Intercept, double Slope);
