namespace WarmLeads.ML.BoostedTrees;

/// <summary>A run of levels at one end of their order; the default value is none.</summary>
/// <param name="Gain">What it gains to send them left.</param>
/// <param name="Size">Levels of the run, 0 = there is none.</param>
/// <param name="IsHigh">The run is at the upper end.</param>
/// <param name="Left">Packed sums of the run.</param>
readonly record struct CategoryCut(double Gain, int Size, bool IsHigh, long Left);
