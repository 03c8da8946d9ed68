namespace WarmLeads.ML.BoostedTrees;

/// <summary>Bytes that a piece of work will ask for, held against what can be had before it begins.</summary>
/// <param name="Bytes">At the peak, beside what the caller holds.</param>
/// <param name="Purpose">What for, as the subject of a sentence.</param>
readonly record struct MemoryNeed(double Bytes, string Purpose)
{
    const double Mebibyte = 1 << 20;

    /// <summary>Refuses what cannot be had.</summary>
    /// <param name="most">Bytes that may be used, 0 = what the machine or the container has beside the objects of this process.</param>
    /// <exception cref="InvalidOperationException">It is more than that.</exception>
    public void Check(long most)
    {
        var have = most > 0 ? most : Math.Max(0, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - GC.GetTotalMemory(forceFullCollection: false));
        if (Bytes > have)
        {
            throw Refusal($"only {Math.Floor(have / Mebibyte)} MiB can be had");
        }
    }

    /// <summary>What to throw when the system does not give the memory.</summary>
    public InvalidOperationException Refusal(string reason, Exception? cause = null) =>
        new($"{Purpose} take {Math.Ceiling(Bytes / Mebibyte)} MiB and {reason}; use fewer rows, features, leaves or threads, or a machine with more memory.", cause);
}
