using System.Data.Common;

namespace WarmLeads.ML.Storage;

/// <summary>Models by a short number, so that a million rows need not repeat a hash.</summary>
static class StoredModels
{
    /// <summary>The numbers of models within a transaction; models that are new get one.</summary>
    /// <param name="connection">The transaction's connection.</param>
    /// <param name="models">Name, version and hash; one without a name has no number.</param>
    /// <param name="stop">Stops the queries.</param>
    public static async Task<IReadOnlyDictionary<StoredModel, object>> NumbersAsync(
        DbConnection connection, IEnumerable<StoredModel> models, CancellationToken stop)
    {
        var numbers = new Dictionary<StoredModel, object>();
        foreach (var model in models)
        {
            if (!numbers.ContainsKey(model))
                numbers.Add(model, model.Name.Length == 0 ? DBNull.Value : await NumberAsync(connection, model, stop));
        }

        return numbers;
    }

    static async Task<object> NumberAsync(DbConnection connection, StoredModel model, CancellationToken stop)
    {
        // A second node may add the same model between the question and the insert; then the question is asked again.
        for (; ; )
        {
            await using (var find = LeadQueries.Command(connection,
                "SELECT id FROM scoring_models WHERE hash = @hash AND name = @name AND version = @version",
                ("hash", model.Hash), ("name", model.Name), ("version", model.Version)))
            {
                if (await find.ExecuteScalarAsync(stop) is { } found)
                    return found;
            }

            await using var add = LeadQueries.Command(connection,
                "INSERT INTO scoring_models (hash, name, version) VALUES (@hash, @name, @version) ON CONFLICT DO NOTHING RETURNING id",
                ("hash", model.Hash), ("name", model.Name), ("version", model.Version));
            if (await add.ExecuteScalarAsync(stop) is { } added)
                return added;
        }
    }
}
