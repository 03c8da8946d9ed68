namespace WarmLeads.ML.BoostedTrees;

/// <summary>The contributions of many rows; one block of work is as many as are explained at a time. The caller keeps the memory in place.</summary>
sealed unsafe class ExplanationBatch(TreeShap shap, double* rows, double* scores, double* contributions, int rowCount) : IBlockWork
{
    /// <summary>Blocks of all rows.</summary>
    public int BlockCount => (rowCount + RowBlock.Length - 1) / RowBlock.Length;

    public void Run(int block)
    {
        var start = block * RowBlock.Length;
        var at = (nint)start * shap.Width;
        shap.Explain(rows + at, scores + start, contributions + at, Math.Min(RowBlock.Length, rowCount - start));
    }
}
