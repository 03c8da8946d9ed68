namespace WarmLeads.ML.Leads;

/// <summary>What lists and reports ask of many leads, without their events.</summary>
public interface IAnswerStore
{
    /// <summary>Leads by their ids, without events; unknown ids are left out.</summary>
    Task<IReadOnlyDictionary<string, Lead>> FindLeadsAsync(IReadOnlyCollection<string> leadIds, CancellationToken stop);

    /// <summary>Leads whose outcome occurred in a period, by lead id, without events.</summary>
    /// <param name="from">Its first instant.</param>
    /// <param name="to">The instant that it ends before.</param>
    /// <param name="stop">Stops the query.</param>
    Task<IReadOnlyList<LeadEnd>> ListEndsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken stop);
}
