using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Cli;

/// <summary>Works on all leads of a history with all threads, a block of leads in memory at a time, and hands results on in the leads' order.</summary>
static class LeadBlocks
{
    const int BlockSize = 256;

    /// <summary>Runs.</summary>
    /// <param name="leads">The leads.</param>
    /// <param name="work">What is done for each, on any thread.</param>
    /// <param name="take">Takes the results in order, on one thread.</param>
    /// <param name="stop">Ends the run.</param>
    public static void Run<T>(IEnumerable<LeadHistory> leads, Func<LeadHistory, T> work, Action<LeadHistory, T> take, CancellationToken stop)
    {
        foreach (var block in leads.Chunk(BlockSize))
        {
            var results = new T[block.Length];
            Parallel.For(0, block.Length, new ParallelOptions { CancellationToken = stop }, i => results[i] = work(block[i]));
            for (var i = 0; i < block.Length; i++)
                take(block[i], results[i]);
        }
    }
}
