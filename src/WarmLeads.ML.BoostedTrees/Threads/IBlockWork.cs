namespace WarmLeads.ML.BoostedTrees;

/// <summary>Work cut into blocks that may run in any order on any thread.</summary>
interface IBlockWork
{
    /// <summary>Does one block. Blocks must not write to the same place.</summary>
    void Run(int block);
}
