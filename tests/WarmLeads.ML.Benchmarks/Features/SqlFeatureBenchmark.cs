using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Benchmarks;

/// <summary>Some of the features as one SQL statement on PostgreSQL, as of one cutoff for each lead: time, and whether the values agree.</summary>
/// <param name="connection">Connection string; the schema `warmleads_benchmark` is made and dropped.</param>
sealed class SqlFeatureBenchmark(string connection)
{
    // Faded counts are sums in another order: all else must agree to the last digits that times in microseconds keep.
    const double Tolerance = 1e-9;

    const int Timeout = 3600;

    /// <summary>Loads the history, computes, compares; returns lines for the table.</summary>
    public IEnumerable<string> Run(GeneratedHistory history, LeadFeatureBuilder builder)
    {
        using var source = NpgsqlDataSource.Create(connection);
        using var database = source.OpenConnection();
        Execute(database, SqlFeatures.CreateTables);
        try
        {
            var load = Lap.Of(() => Load(database, history));
            Execute(database, SqlFeatures.Index);
            Execute(database, "analyze warmleads_benchmark.events");
            Execute(database, "set work_mem = '512MB'; set max_parallel_workers_per_gather = 0");
            var alone = Stopwatch.GetTimestamp();
            Execute(database, $"create table warmleads_benchmark.features as {SqlFeatures.Select}");
            var oneSeconds = Stopwatch.GetElapsedTime(alone).TotalSeconds;
            var (compared, different) = Compare(database, history, builder);
            var events = (long)Scalar(database, "select count(*) from warmleads_benchmark.events");
            return
            [
                $"## Beside SQL: {Scalar(database, "show server_version")}",
                "",
                $"{SqlFeatures.Names.Length} of the features, one cutoff for each lead, as one SQL statement on one process ({Seconds(load.Wall)} s to load, an index on lead and time; " +
                    "the plan reads in the order of the index or sorts, as it likes). Machine opens are only those that the sender's system declares; duplicates are left to the key of the table.",
                "",
                "| | seconds | events a second |",
                "| --- | ---: | ---: |",
                string.Create(CultureInfo.InvariantCulture, $"| PostgreSQL, {SqlFeatures.Names.Length} features | {oneSeconds:0.0} | {events / oneSeconds:#,0} |"),
                Ours(history, builder, events),
                "",
                string.Create(CultureInfo.InvariantCulture,
                    $"{compared:#,0} values compared, {different:#,0} differ by more than {Tolerance} of their size: {string.Join(", ", SqlFeatures.Names.Select(name => $"`{name}`"))}."),
            ];
        }
        finally
        {
            Execute(database, "drop schema warmleads_benchmark cascade");
        }
    }

    static string Ours(GeneratedHistory history, LeadFeatureBuilder builder, long events)
    {
        var features = new double[builder.Definitions.Count];
        long ticks = 0;
        foreach (var block in history.Leads().Chunk(256))
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var (lead, own, _) in block)
                builder.Build(lead, own, FeatureBenchmark.CutoffOf(lead, 3, 4), features);
            ticks += Stopwatch.GetTimestamp() - start;
        }

        var seconds = (double)ticks / Stopwatch.Frequency;
        return string.Create(CultureInfo.InvariantCulture,
            $"| LeadFeatureBuilder, all {builder.Definitions.Count} features, one thread | {seconds:0.0} | {events / seconds:#,0} |");
    }

    static void Load(NpgsqlConnection database, GeneratedHistory history)
    {
        foreach (var block in history.Leads().Chunk(2000))
        {
            using (var leads = database.BeginBinaryImport("copy warmleads_benchmark.leads from stdin (format binary)"))
            {
                foreach (var (lead, _, _) in block)
                {
                    leads.StartRow();
                    leads.Write(lead.Id, NpgsqlDbType.Text);
                    leads.Write(FeatureBenchmark.CutoffOf(lead, 3, 4), NpgsqlDbType.TimestampTz);
                }

                leads.Complete();
            }

            using var events = database.BeginBinaryImport("copy warmleads_benchmark.events from stdin (format binary)");
            foreach (var item in block.SelectMany(history => history.Events))
            {
                events.StartRow();
                events.Write(item.LeadId, NpgsqlDbType.Text);
                events.Write(item.Kind, NpgsqlDbType.Text);
                events.Write(item.OccurredAt, NpgsqlDbType.TimestampTz);
                events.Write(item.ReceivedAt, NpgsqlDbType.TimestampTz);
                if (item.Properties.Count == 0)
                    events.WriteNull();
                else
                    events.Write(JsonSerializer.Serialize(item.Properties), NpgsqlDbType.Jsonb);
            }

            events.Complete();
        }
    }

    static (long Compared, long Different) Compare(NpgsqlConnection database, GeneratedHistory history, LeadFeatureBuilder builder)
    {
        var names = builder.Definitions.Select(definition => definition.Name).ToList();
        int[] places = [.. SqlFeatures.Names.Select(name => names.IndexOf(name))];
        var features = new double[names.Count];
        long compared = 0, different = 0;
        using var command = new NpgsqlCommand(
            $"select {string.Join(", ", SqlFeatures.Names)} from warmleads_benchmark.features order by lead_id", database) { CommandTimeout = Timeout };
        using var reader = command.ExecuteReader();
        foreach (var (lead, events, _) in history.Leads())
        {
            builder.Build(lead, events, FeatureBenchmark.CutoffOf(lead, 3, 4), features);
            if (!reader.Read())
                throw new InvalidDataException($"The SQL statement has no row for lead '{lead.Id}'.");
            for (var i = 0; i < places.Length; i++)
            {
                var ours = features[places[i]];
                var theirs = reader.IsDBNull(i) ? double.NaN : reader.GetDouble(i);
                compared++;
                different += double.IsNaN(ours) == double.IsNaN(theirs) && !(Math.Abs(ours - theirs) > Tolerance * Math.Max(1, Math.Abs(ours))) ? 0 : 1;
            }
        }

        return (compared, different);
    }

    static void Execute(NpgsqlConnection database, string sql)
    {
        using var command = new NpgsqlCommand(sql, database) { CommandTimeout = Timeout };
        command.ExecuteNonQuery();
    }

    static object Scalar(NpgsqlConnection database, string sql)
    {
        using var command = new NpgsqlCommand(sql, database) { CommandTimeout = Timeout };
        return command.ExecuteScalar()!;
    }

    static string Seconds(double seconds) => seconds.ToString("0", CultureInfo.InvariantCulture);
}
