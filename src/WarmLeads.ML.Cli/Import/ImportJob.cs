using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Cli;

/// <summary>Imports one file: reads while the rows before are being stored, and writes down how far it came.</summary>
/// <remarks>
/// The place is stored after the rows before it, so a killed import begins again at a place that is stored, or a batch before: rows
/// that are stored already change nothing. An import that came to its end reads the whole file when it is repeated.
/// </remarks>
/// <param name="store">Where it goes; null to look only.</param>
/// <param name="counts">Counts the rows.</param>
/// <param name="clock">The time at the edge.</param>
sealed class ImportJob(ILeadStore? store, ImportCounts counts, TimeProvider clock)
{
    const string Job = "import";

    // Large enough that a commit is shared by many rows, small enough that a batch is little memory and little is read twice.
    const int RecordsPerBatch = 20_000;

    /// <summary>Imports a file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="file">The file.</param>
    /// <param name="report">Told how far it is.</param>
    /// <param name="stop">Stops between two batches; what was stored stays.</param>
    public async Task RunAsync(string path, IImportFile file, Action<double> report, CancellationToken stop)
    {
        var run = store is null ? null : await BeginAsync(path, store, stop);
        var from = run?.DetailsJson is { } line ? long.Parse(line, CultureInfo.InvariantCulture) : 0;
        var (batch, storing) = (new ImportBatch(), Task.CompletedTask);
        while (Next(file))
        {
            counts.Rows++;
            if (file.Line <= from)
            {
                counts.RowsBefore++;
                continue;
            }

            Read(file, batch);
            if (batch.Count < RecordsPerBatch)
                continue;
            await storing;
            stop.ThrowIfCancellationRequested();
            report(file.Fraction);
            // Stored on another thread while the next rows are read.
            var (full, place) = (batch, file.Line);
            storing = Task.Run(() => StoreAsync(full, run, place, CancellationToken.None), CancellationToken.None);
            batch = new ImportBatch();
        }

        await storing;
        await StoreAsync(batch, run, file.Line, stop);
        if (run is not null)
            await store!.PutRunAsync(
                run with { Status = JobStatus.Published, FinishedAt = clock.GetUtcNow(), Progress = 1, Message = $"Imported {Path.GetFileName(path)}.", DetailsJson = null }, stop);
        report(1);
    }

    // A damaged row is counted; where nothing more can be read the file ends with its sentence.
    bool Next(IImportFile file)
    {
        while (true)
        {
            var before = file.Line;
            try
            {
                return file.Next();
            }
            catch (InvalidDataException problem) when (file.Line > before)
            {
                counts.Rows++;
                counts.Add(problem.Message);
            }
        }
    }

    void Read(IImportFile file, ImportBatch batch)
    {
        try
        {
            if (!file.Read(batch))
                counts.PassedOver++;
        }
        catch (InvalidDataException problem)
        {
            counts.Add(problem.Message);
        }
    }

    async Task StoreAsync(ImportBatch batch, JobRun? run, long line, CancellationToken stop)
    {
        (counts.Leads, counts.Events, counts.Outcomes) = (counts.Leads + batch.Changes.Count, counts.Events + batch.Events.Count, counts.Outcomes + batch.Outcomes.Count);
        (counts.Consents, counts.Aliases) = (counts.Consents + batch.Consents.Count, counts.Aliases + batch.Aliases.Count);
        if (store is null || batch.Count == 0)
            return;
        var receipt = await store.TakeInAsync(batch.ToIntake(), stop);
        counts.NewEvents += receipt.NewEvents.Count(isNew => isNew);
        counts.NewOutcomes += receipt.NewOutcomes.Count(isNew => isNew);
        await store.PutRunAsync(run! with { DetailsJson = line.ToString(CultureInfo.InvariantCulture) }, stop);
    }

    // The same file is the same run: by its path, its length and when it was written.
    async Task<JobRun> BeginAsync(string path, ILeadStore into, CancellationToken stop)
    {
        var full = Path.GetFullPath(path);
        var info = new FileInfo(full);
        var name = string.Create(CultureInfo.InvariantCulture, $"{full}\n{info.Length}\n{info.LastWriteTimeUtc.Ticks}");
        var id = $"import-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16))}";
        var begun = await into.FindRunAsync(id, stop);
        var run = new JobRun(id, Job, clock.GetUtcNow(), JobStatus.Running)
        {
            Message = $"Importing {info.Name}.",
            DetailsJson = begun is { Status: JobStatus.Running } ? begun.DetailsJson : null,
        };
        await into.PutRunAsync(run, stop);
        return run;
    }
}
