namespace WarmLeads.ML.Scoring;

/// <summary>Two ways to learn the same chance, judged on the same snapshots.</summary>
/// <remarks>
/// The direct way learns from snapshots whose horizon has passed whether the lead converted within it. The hazard learns from all
/// snapshots, those of still open leads too, how long each was followed and when it converted.
/// </remarks>
/// <param name="HazardWon">Whether the hazard is what the model is made of: it must be better by more than one standard error.</param>
/// <param name="DirectLogLoss">Log-loss of the direct way within the model's own horizon.</param>
/// <param name="HazardLogLoss">Log-loss of the hazard within the same horizon.</param>
/// <param name="Difference">The direct way's log-loss minus the hazard's: above 0 the hazard is better.</param>
/// <param name="StandardError">Standard error of the difference, by lead.</param>
/// <param name="Rows">Snapshots that both were judged on.</param>
/// <param name="Leads">Leads that they belong to.</param>
/// <param name="OpenRows">Snapshots, learnt from by the hazard only, whose horizon had not passed.</param>
public sealed record HazardChallenge(
    bool HazardWon, double DirectLogLoss, double HazardLogLoss, double Difference, double StandardError, int Rows, int Leads, int OpenRows)
{
    /// <summary>Whether both were judged on later snapshots; otherwise on those learnt from, each by models without its lead.</summary>
    public bool IsForward { get; init; } = true;

    /// <summary>The judgement in one sentence.</summary>
    public string InWords()
    {
        var figures = $"log-loss {HazardLogLoss:0.0000} against {DirectLogLoss:0.0000}, a difference of {Difference:+0.0000;-0.0000;0.0000} with a standard error of {StandardError:0.0000}";
        var seen = $"on {Figures.Count(Rows)} {(IsForward ? "later snapshots" : "snapshots, each by models without its lead,")} of {Figures.Count(Leads)} leads";
        return HazardWon
            ? $"The hazard won: learning when leads convert, with {Figures.Count(OpenRows)} snapshots whose horizon had not passed, {seen} had {figures}."
            : $"Direct learning stays: the hazard of conversion, with {Figures.Count(OpenRows)} more snapshots whose horizon had not passed, {seen} had {figures}" +
                (Difference > 0 ? ", which is within chance." : ".");
    }
}
