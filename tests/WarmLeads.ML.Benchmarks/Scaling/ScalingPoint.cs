namespace WarmLeads.ML.Benchmarks;

/// <summary>What a fit of one size cost.</summary>
/// <param name="RowCount">n.</param>
/// <param name="ColumnCount">m.</param>
/// <param name="Binning">Nanoseconds of processor time per cell, n times m of them.</param>
/// <param name="Boosting">Nanoseconds of processor time per cell and tree.</param>
readonly record struct ScalingPoint(int RowCount, int ColumnCount, double Binning, double Boosting);
