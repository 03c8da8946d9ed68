namespace WarmLeads.ML.BoostedTrees;

/// <summary>How sure a figure is: its spread over examples drawn anew.</summary>
/// <param name="Estimate">The figure of the examples as they are.</param>
/// <param name="Low">Lower end of the interval; NaN when no draw has the figure.</param>
/// <param name="High">Upper end of the interval; NaN when no draw has the figure.</param>
/// <param name="StandardError">Standard deviation over the draws.</param>
/// <param name="Draws">Draws that have the figure; fewer than asked for when some have none (one class).</param>
public readonly record struct BootstrapInterval(double Estimate, double Low, double High, double StandardError, int Draws);
