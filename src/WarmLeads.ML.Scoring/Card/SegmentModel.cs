using System.Globalization;

namespace WarmLeads.ML.Scoring;

/// <summary>One segment: what it has of its own, and why.</summary>
public sealed record SegmentModel
{
    /// <summary>The segment's value.</summary>
    public required string Segment { get; init; }

    /// <summary>Rows of the segment that the model learnt from.</summary>
    public required int Rows { get; init; }

    /// <summary>Leads that they belong to.</summary>
    public required int Leads { get; init; }

    /// <summary>Leads among them that converted.</summary>
    public required int Converted { get; init; }

    /// <summary>What it has of its own.</summary>
    public required SegmentPart Part { get; init; }

    /// <summary>The level that is added, on the scale of the forest's scores; 0 where there is none or trees hold it.</summary>
    public double Offset { get; init; }

    /// <summary>Trees of its own.</summary>
    public int Trees { get; init; }

    /// <summary>Why nothing was tried: leads that each outcome needs; null where something was.</summary>
    public int? LeadsNeeded { get; init; }

    /// <summary>Log-loss of the pooled model on the rows of the segment that judged what was tried; null where nothing was.</summary>
    public double? PooledLogLoss { get; init; }

    /// <summary>Log-loss on the same rows of what was kept, fitted without them, or of the best that was tried where the pooled model stays.</summary>
    public double? TriedLogLoss { get; init; }

    /// <summary>Standard error of the difference of the two, by lead.</summary>
    public double? StandardError { get; init; }

    /// <summary>How good it was on rows that nothing was fitted on; null where none was judged.</summary>
    public SegmentQuality? Quality { get; init; }

    /// <summary>What was kept and why, in one sentence.</summary>
    public string Reason
    {
        get
        {
            var who = $"{Segment}: {Figures.Count(Leads)} {(Leads == 1 ? "lead" : "leads")}, {Figures.Count(Converted)} converted: ";
            if (LeadsNeeded is { } needed)
                return $"{who}the pooled model stays; a part of its own needs {needed} leads of each outcome.";
            var figures = string.Create(
                CultureInfo.InvariantCulture, $"log-loss {TriedLogLoss:0.0000} against {PooledLogLoss:0.0000} on rows that it was not fitted to, standard error {StandardError:0.0000}");
            return Part switch
            {
                SegmentPart.Pooled => $"{who}the pooled model stays; a part of its own was not better than chance would make it ({figures}).",
                SegmentPart.Offset => string.Create(
                    CultureInfo.InvariantCulture, $"{who}a level of its own, {Offset:+0.00;-0.00;0.00} on top of the pooled model's score ({figures})."),
                _ => $"{who}{Trees} small {(Trees == 1 ? "tree" : "trees")} of its own on top of the pooled model ({figures}).",
            };
        }
    }
}
