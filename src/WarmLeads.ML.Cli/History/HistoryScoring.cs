using CsvHelper;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>Scores the leads of a history that are open at their cutoff, through the same path as the service.</summary>
/// <param name="model">A model that was trained on histories.</param>
/// <param name="history">The history.</param>
/// <param name="after">The age at which each lead is looked at; null to look at all as of the history's moment.</param>
/// <param name="line">The lines to write.</param>
sealed class HistoryScoring(ConversionModel model, HistoryFolder history, TimeSpan? after, ScoreLine line)
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
        output.Write(line.Header(IdName, "cutoff"));
        // Leads are read by account, so that colleagues are together.
        using var lines = new LinesById();
        using var text = new StringWriter();
        using var csv = new CsvWriter(text, ScoreLine.Format, leaveOpen: true);
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
            line.Write(csv, row, lead.Lead.Id, cutoff);
            csv.Flush();
            lines.Add(lead.Lead.Id, text.GetStringBuilder());
            text.GetStringBuilder().Clear();
            count++;
        }

        lines.WriteTo(output);
        return count;
    }
}
