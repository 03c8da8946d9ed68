using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli.Tests;

public sealed class RunningProgressTests
{
    [Fact]
    public async Task A_redirected_run_says_each_phase_and_each_quarter_once()
    {
        var error = new StringWriter();
        var terminal = new Terminal(new StringWriter(), error);

        var result = await RunningProgress.ShowAsync(terminal, progress =>
        {
            for (var percent = 0; percent <= 20; percent++)
                progress.Report(new TrainingStep("Reading", percent / 100.0, "leads.csv"));
            for (var percent = 21; percent <= 100; percent++)
                progress.Report(new TrainingStep("Judging", percent / 100.0, "small trees"));
            return Task.FromResult(42);
        });

        Assert.Equal(42, result);
        Assert.Equal(
            """
              0 %  Reading: leads.csv
             21 %  Judging: small trees
             25 %  Judging: small trees
             50 %  Judging: small trees
             75 %  Judging: small trees
            100 %  Judging: small trees

            """, error.ToString(), ignoreLineEndingDifferences: true);
    }
}
