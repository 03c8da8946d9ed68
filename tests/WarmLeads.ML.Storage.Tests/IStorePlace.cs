using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage.Tests;

/// <summary>Where one fact's store lies: a file, or a schema of a database.</summary>
public interface IStorePlace
{
    /// <summary>The sentence that refuses a schema version from the future.</summary>
    string NewerSentence { get; }

    /// <summary>Makes sure that a store can lie here, or skips the fact with the reason.</summary>
    void Require();

    /// <summary>A store on this place, not yet initialized.</summary>
    ILeadStore Connect();

    /// <summary>Sets the schema version to one that no program knows yet.</summary>
    Task MakeNewerAsync();

    Task RemoveAsync();
}
