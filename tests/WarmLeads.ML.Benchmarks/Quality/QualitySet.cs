namespace WarmLeads.ML.Benchmarks;

/// <summary>A real table with the best published or measured baseline on it.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="File">The file below the data directory.</param>
/// <param name="Label">The label column.</param>
/// <param name="Positive">The text that means converted.</param>
/// <param name="Exclude">Columns that give the outcome away, or identifiers.</param>
/// <param name="BestAuc">AUC of the best baseline in the data set's README, 5-fold.</param>
/// <param name="BestLogLoss">Log-loss of the best baseline there.</param>
sealed record QualitySet(string Name, string File, string Label, string Positive, string[] Exclude, double BestAuc, double BestLogLoss)
{
    static readonly string[] StaffColumns =
    [
        "Tags", "Lead Quality", "Lead Profile", "Last Notable Activity", "Asymmetrique Activity Index", "Asymmetrique Profile Index",
        "Asymmetrique Activity Score", "Asymmetrique Profile Score",
    ];

    public static IReadOnlyList<QualitySet> All { get; } =
    [
        new("x-education", "x-education/leads.csv.gz", "Converted", "1", StaffColumns, 0.9049, 0.3781),
        new("x-education strict", "x-education/leads.csv.gz", "Converted", "1", [.. StaffColumns, "Last Activity"], 0.8774, 0.4216),
        new("bank-marketing", "bank-marketing/bank-additional-full.csv.gz", "y", "yes", ["duration"], 0.8039, 0.2702),
        new("hillstrom visit", "hillstrom-email/hillstrom.csv.gz", "visit", "1", ["conversion", "spend"], 0.6480, 0.3992),
        new("adult", "adult-census/adult.csv.gz", "income", ">50K", ["split"], 0.9294, 0.2749),
        new("give-me-some-credit", "give-me-some-credit/cs-training.csv.gz", "SeriousDlqin2yrs", "1", [], 0.8654, 0.1776),
    ];
}
