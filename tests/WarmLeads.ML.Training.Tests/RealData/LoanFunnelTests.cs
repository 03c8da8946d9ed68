using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

public sealed class LoanFunnelTests
{
    static readonly TimeSpan Age = TimeSpan.FromHours(24);
    static readonly TrainingOptions Quick = new() { BudgetSeconds = 3, Seed = 5, Clock = new FrozenClock() };

    [Fact]
    public async Task A_day_after_the_application_approval_is_told_as_well_as_it_can_be_and_never_nearly_surely()
    {
        var quality = (await Train(Read(), TestContext.Current.CancellationToken)).Quality;

        Assert.InRange(quality.Model.AreaUnderRocCurve, 0.68, 0.75);
        Assert.InRange(quality.Model.LogLoss, 0.55, 0.62);
    }

    [Fact]
    public async Task What_is_told_of_the_whole_history_gives_the_outcome_away()
    {
        // The trap: each application as if all that was ever written of it, the decision too, had happened in its first day.
        var told = Read().Where(history => history.Outcome is not null).Select(history =>
        {
            var at = history.Lead.CreatedAt;
            DateTimeOffset Early(DateTimeOffset moment) => at + ((moment - at) / 1000);
            return history with
            {
                Events = [.. history.Events.Select(item => item with { OccurredAt = Early(item.OccurredAt), ReceivedAt = Early(item.ReceivedAt) })],
                Outcome = history.Outcome! with { OccurredAt = at + Age + Age, RecordedAt = at + Age + Age },
            };
        });

        var card = await Train(told, TestContext.Current.CancellationToken);

        Assert.InRange(card.Quality.Model.AreaUnderRocCurve, 0.999, 1);
        Assert.NotEmpty(card.LeakWarnings);
        Assert.StartsWith("Settle first whether ", card.Verdict, StringComparison.Ordinal);
    }

    static List<LeadHistory> Read()
    {
        var folder = Path.GetDirectoryName(SharedData.PathOf("bpic2012-loan-funnel/events.csv.gz"))!;
        var mapping = MappingPlanner.Propose(folder, TestContext.Current.CancellationToken);
        using var histories = HistoryFiles.Open(folder, mapping: mapping).ReadInOrder(new HistoryProblems(), TestContext.Current.CancellationToken);
        return [.. histories.Leads];
    }

    static async Task<ModelCard> Train(IEnumerable<LeadHistory> histories, CancellationToken stop)
    {
        var how = new HistoryOptions
        {
            HorizonDays = null, CutoffAfter = Age, TestFraction = 0.2, Now = new DateTimeOffset(2012, 3, 15, 0, 0, 0, TimeSpan.Zero),
        };
        var outcome = await new HistoryTrainer(Quick, new LeadScorer(new LeadFeatureBuilder())).FitAsync(histories.ToList().ToAsyncEnumerable(), how, stop: stop);
        return outcome.Trained.Card;
    }
}
