using CsvHelper;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>Scores the leads of a history that are open at their cutoff, through the same path as the service.</summary>
/// <param name="model">A model that was trained on histories.</param>
/// <param name="history">The history.</param>
/// <param name="after">The age at which each lead is looked at; null to look at all as of the history's moment.</param>
/// <param name="reasons">How many contributions to write for each lead; 0 for none.</param>
/// <param name="withHorizons">Whether to write the chance within each horizon that the model answers.</param>
sealed class HistoryScoring(ConversionModel model, HistoryFolder history, TimeSpan? after, int reasons, bool withHorizons)
{
    /// <summary>The id column of the score file.</summary>
    public const string IdName = "lead_id";

    readonly LeadScorer _scorer = new(new LeadFeatureBuilder());

    /// <summary>Writes a line for each lead that is open, by id.</summary>
    /// <param name="output">Takes the score file.</param>
    /// <param name="stop">Ends the run.</param>
    /// <returns>Leads that were scored.</returns>
    public int Run(TextWriter output, CancellationToken stop)
    {
        output.Write(ScoreLine.Header([IdName, "cutoff"], reasons, withHorizons ? [.. model.Chances(0).Select(chance => chance.Days)] : []));
        // Leads are read by account, so that colleagues are together.
        using var lines = new LinesById();
        using var line = new StringWriter();
        using var csv = new CsvWriter(line, ScoreLine.Format, leaveOpen: true);
        var row = new RowEncoder(model.Schema);
        var count = 0;
        foreach (var lead in history.Leads)
        {
            stop.ThrowIfCancellationRequested();
            var cutoff = after is { } age ? lead.Lead.CreatedAt + age : history.AsOf;
            // What lies after the history's own moment cannot be known to be open.
            if (cutoff > history.AsOf || !lead.IsOpenAt(cutoff))
                continue;
            _scorer.Fill(row, lead, cutoff);
            csv.WriteField(lead.Lead.Id);
            csv.WriteField(HistoryCsvWriter.Instant(cutoff));
            if (reasons == 0)
            {
                var score = model.Score(row.Encode());
                ScoreLine.Write(csv, score);
                if (withHorizons)
                    ScoreLine.Write(csv, model.Chances(score));
            }
            else
            {
                ScoreLine.Write(csv, model.Predict(row, lead.Lead.Id, cutoff), reasons, withHorizons);
            }

            csv.NextRecord();
            csv.Flush();
            lines.Add(lead.Lead.Id, line.GetStringBuilder());
            line.GetStringBuilder().Clear();
            count++;
        }

        lines.WriteTo(output);
        return count;
    }
}
