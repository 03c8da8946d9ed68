namespace WarmLeads.ML.Leads;

/// <summary>An act that a simulated lead does by itself, at a rate that depends on its state.</summary>
/// <param name="Kind">The kind of the event.</param>
/// <param name="Source">The system that reports it.</param>
/// <param name="PerDay">Acts per working day by state.</param>
/// <param name="Variants">Variants of the act, told by a property; null when there are none.</param>
sealed record ActRate(string Kind, string Source, double[] PerDay, ActVariants? Variants = null);
