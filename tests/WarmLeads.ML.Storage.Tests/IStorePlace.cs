using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage.Tests;

/// <summary>Where one fact's store lies: a file, or a schema of a database.</summary>
public interface IStorePlace
{
    /// <summary>Statements that take the warm pool's tables away.</summary>
    static IEnumerable<string> WithoutPool(string prefix) =>
        new[] { "pending_leads", "standings", "transitions", "lead_scores", "handoffs", "webhooks", "alerts", "sweep_parts", "scoring_models", "erasures", "erasure_keys" }
            .Select(table => $"DROP TABLE {prefix}{table}").Append($"ALTER TABLE {prefix}score_sweeps DROP COLUMN parts").Append($"DROP INDEX {prefix}leads_of_account");

    /// <summary>The sentence that refuses a schema version from the future.</summary>
    string NewerSentence { get; }

    /// <summary>The setting that names the store, for a process of its own.</summary>
    string Setting { get; }

    /// <summary>Makes sure that a store can lie here, or skips the fact with the reason.</summary>
    void Require();

    /// <summary>A store on this place, not yet initialized.</summary>
    IPoolStore Connect();

    /// <summary>Sets the schema version to one that no program knows yet.</summary>
    Task MakeNewerAsync();

    /// <summary>Makes the store one of the version before the warm pool, with the history that it holds.</summary>
    Task MakeOlderAsync();

    Task RemoveAsync();
}
