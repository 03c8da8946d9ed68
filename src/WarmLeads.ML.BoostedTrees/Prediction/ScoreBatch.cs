namespace WarmLeads.ML.BoostedTrees;

/// <summary>The scores of many rows; one block of work is 256 rows. The caller keeps the memory in place.</summary>
sealed unsafe class ScoreBatch(ForestPredictor predictor, double* rows, double* scores, int rowCount) : IBlockWork
{
    const int BlockLength = 256;

    /// <summary>Blocks of all rows.</summary>
    public int BlockCount => (rowCount + BlockLength - 1) / BlockLength;

    public void Run(int block)
    {
        var width = predictor.Width;
        for (var i = block * BlockLength; i < Math.Min(rowCount, (block + 1) * BlockLength); i++)
        {
            scores[i] = predictor.Score(new ReadOnlySpan<double>(rows + ((nint)i * width), width));
        }
    }
}
