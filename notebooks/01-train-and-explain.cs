#:project ../src/WarmLeads.ML.Training/WarmLeads.ML.Training.csproj
#:project ../src/WarmLeads.ML.Reports/WarmLeads.ML.Reports.csproj

// Train a model on the sample history, see how good it is, explain one lead, and write a report as one HTML file.
//
//     dotnet run notebooks/01-train-and-explain.cs                        from the folder of the repository
//     dotnet run notebooks/01-train-and-explain.cs -- report.html 10      where the report goes, seconds to train

using System.Globalization;
using System.Runtime.CompilerServices;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Reports;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

var output = args.Length > 0 ? args[0] : "artifacts/01-train-and-explain.html";
var seconds = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 10;

// 1. A history is leads, what they did, and how they ended. Everything below looks at it as of one moment: where the sample ends.
var asOf = new DateTimeOffset(2025, 4, 1, 0, 0, 0, TimeSpan.Zero);
var sample = Path.Combine(Path.GetDirectoryName(Here())!, "../data/sample");
List<LeadHistory> leads = [];
await foreach (var lead in HistoryFiles.Open(sample).ReadAllAsync(new HistoryProblems()))
    leads.Add(lead);
Console.WriteLine($"{leads.Count} leads with {leads.Sum(lead => lead.Events.Count)} events; {leads.Count(lead => lead.IsOpenAt(asOf))} are open as of {asOf:yyyy-MM-dd}.");

// 2. Training takes snapshots of leads while they were open, and judges the model forward in time.
var scorer = new LeadScorer(new LeadFeatureBuilder());
var trainer = new HistoryTrainer(new TrainingOptions { Name = "sample", BudgetSeconds = seconds }, scorer);
var (trained, _) = await trainer.FitAsync(
    leads.ToAsyncEnumerable(), new HistoryOptions { HorizonDays = 30, Now = asOf, Source = "the sample history" });
var (model, card) = (trained.Model, trained.Card);

// 3. How good is it, beside giving every lead the same chance and beside logistic regression?
var quality = card.Quality;
Console.WriteLine($"AUC      {quality.Model.AreaUnderRocCurve:0.000}, logistic regression {quality.LogisticRegression.AreaUnderRocCurve:0.000}");
Console.WriteLine($"log-loss {quality.Model.LogLoss:0.0000}, logistic regression {quality.LogisticRegression.LogLoss:0.0000}, base rate {quality.BaseRate.LogLoss:0.0000}");
Console.WriteLine(card.Verdict);

// 4. The open leads, best first, and why the first one stands there: the points add up to its chance, to the last bit.
var ranked = leads.Where(lead => lead.IsOpenAt(asOf)).Select(lead => scorer.Predict(model, lead, asOf))
    .OrderByDescending(prediction => prediction.Score).ToList();
var best = ranked[0];
Console.WriteLine($"Lead {best.LeadId} converts within {best.HorizonDays} days with a chance of {best.Probability:P1}:");
foreach (var reason in best.Reasons)
    Console.WriteLine($"  {reason}");
var sum = best.BaseProbability * 100 + best.Contributions.Sum(signal => signal.Points);
Console.WriteLine($"Base and points sum to the chance exactly: {sum == best.Probability * 100}");

// 5. The same for marketers, as one file without script or network.
LeadPrediction[] examples = [ranked[0], ranked[ranked.Count / 10], ranked[ranked.Count / 2], ranked[ranked.Count * 9 / 10], ranked[^1]];
await using var pages = new PageRenderer();
var report = new ExplanationReport(
    card, quality, $"Measured {quality.Split}.", examples, [.. examples.Select(bool? (_) => null)]);
Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
await File.WriteAllTextAsync(output, await pages.RenderReportAsync(report));
Console.WriteLine($"Report: {output}");

static string Here([CallerFilePath] string file = "") => file;
