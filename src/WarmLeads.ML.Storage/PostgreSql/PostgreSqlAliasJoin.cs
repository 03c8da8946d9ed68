using Npgsql;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>Joins what is stored under a former id with the lead that it belongs to, within the transaction of a connection.</summary>
sealed class PostgreSqlAliasJoin(NpgsqlConnection connection, PostgreSqlLeadRecords records, HashSet<string> touched)
{
    // The first outcome of the lead stands, and of two statements that say the same one stays.
    const string JoinSql =
        """
        INSERT INTO lead_aliases (alias, lead_id) VALUES (@alias, @owner);
        UPDATE lead_aliases SET lead_id = @owner WHERE lead_id = @alias;
        UPDATE events SET lead_id = @owner WHERE lead_id = @alias;
        UPDATE outcomes SET lead_id = @owner WHERE lead_id = @alias AND NOT EXISTS (SELECT 1 FROM outcomes WHERE lead_id = @owner);
        DELETE FROM outcomes WHERE lead_id = @alias;
        INSERT INTO consents SELECT @owner, kind, at, source, holds FROM consents WHERE lead_id = @alias ON CONFLICT DO NOTHING;
        DELETE FROM consents WHERE lead_id = @alias;

        """;

    /// <summary>Joins one after the other; an alias that has a lead already keeps it.</summary>
    /// <returns>The leads that the aliases belong to.</returns>
    public async Task<string[]> JoinAsync(IReadOnlyList<LeadAlias> aliases, CancellationToken stop)
    {
        var owners = new string[aliases.Count];
        for (var i = 0; i < owners.Length; i++)
            owners[i] = await JoinAsync(aliases[i], stop);
        return owners;
    }

    async Task<string> JoinAsync(LeadAlias alias, CancellationToken stop)
    {
        var present = await records.ResolveAsync([alias.Alias, alias.LeadId], stop);
        if (present[alias.Alias] != alias.Alias || present[alias.LeadId] == alias.Alias)
            return present[alias.Alias];
        var owner = present[alias.LeadId];
        await using (var join = LeadQueries.Command(connection, JoinSql + JoinedPool.Sql, ("alias", alias.Alias), ("owner", owner)))
            await join.ExecuteNonQueryAsync(stop);

        var found = await records.FindAsync([alias.Alias, owner], stop);
        if (found.Find(one => one.Lead.Id == alias.Alias) is { } former)
        {
            if (found.Find(one => one.Lead.Id == owner) is { } known)
                await records.UpdateAsync([known.Joined(former)], stop);
            else
                await records.InsertAsync([former with { Lead = former.Lead with { Id = owner } }], stop);
            await using var remove = LeadQueries.Command(connection, "DELETE FROM leads WHERE id = @id", ("id", alias.Alias));
            await remove.ExecuteNonQueryAsync(stop);
        }

        touched.Add(alias.Alias);
        touched.Add(owner);
        return owner;
    }
}
