namespace WarmLeads.ML.Cli.Tests;

public sealed class ReportCommandTests(TrainedModel trained) : IClassFixture<TrainedModel>, IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_report_is_one_document_about_the_given_leads()
    {
        var (data, report) = (_folder.Write("fresh.csv", Some.Export(500, seed: 9)), _folder.Path("report.html"));

        var run = await Cli.RunAsync("report", "--model", trained.Folder, "--data", data, "--out", report);

        Assert.Equal($"Report on model 'leads' 0001 and 500 leads of fresh.csv: {report}\n", run.Done().Output);
        var html = await File.ReadAllTextAsync(report);
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.Contains("The figures are measured on 500 leads of fresh.csv with a known outcome.", html, StringComparison.Ordinal);
        Assert.Equal(5, html.Split("This lead converted.").Length + html.Split("This lead did not convert.").Length - 2);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Equal(["fresh.csv", "report.html"], _folder.Names());
    }

    [Fact]
    public async Task Leads_that_the_model_was_trained_on_do_not_judge_it()
    {
        var report = _folder.Path("report.html");

        (await Cli.RunAsync("report", "--model", trained.Folder, "--data", trained.Data, "--out", report)).Done();

        Assert.Contains(
            "The model was trained on the leads of leads.csv, so figures on them would flatter it. The figures are the model card&#x27;s, measured on ",
            await File.ReadAllTextAsync(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leads_whose_outcome_is_not_known_show_the_cards_figures()
    {
        var (data, report) = (_folder.Write("open.csv", "Lead Id,Visits,Source\nA,3,Ads\nB,20,Referral\nC,9,Google\n"), _folder.Path("report.html"));

        var run = await Cli.RunAsync("report", "--model", trained.Folder, "--data", data, "--out", report);

        Assert.Equal(
            "warning: open.csv lacks 2 of the 4 columns that the model reads; they count as missing in every row: Country, Call Again.\n",
            run.Done().Error.Split('\n').Where(line => line.StartsWith("warning", StringComparison.Ordinal)).Select(line => line + "\n").Single());
        Assert.Contains("open.csv does not say what became of its leads. The figures are the model card&#x27;s", await File.ReadAllTextAsync(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_that_does_not_exist_is_named_and_nothing_is_left()
    {
        var data = _folder.Write("open.csv", "Lead Id,Visits\nA,3\n");

        var run = await Cli.RunAsync("report", "--model", trained.Folder, "--data", data, "--out", _folder.Path("report.html"), "--label", "Won");

        Assert.Equal((2, "error: open.csv has no column 'Won', which --label names; its columns are Lead Id, Visits.\n"), (run.ExitCode, run.Error));
        Assert.Equal(["open.csv"], _folder.Names());
    }

    [Fact]
    public async Task A_model_without_its_card_makes_no_report()
    {
        File.Copy(Path.Combine(trained.Folder, "model.wlm"), _folder.Path("model.wlm"));

        var run = await Cli.RunAsync("report", "--model", _folder.Path("model.wlm"), "--data", trained.Data, "--out", _folder.Path("report.html"));

        Assert.Equal(
            (2, $"error: There is no model card '{_folder.Path("card.json")}', which a report needs; give the folder of a version, as `warmleads train` prints it.\n"),
            (run.ExitCode, run.Error));
        Assert.Equal(["model.wlm"], _folder.Names());
    }

    [Fact]
    public void Examples_go_from_the_highest_score_to_the_lowest_by_way_of_the_base()
    {
        double[] scores = [-5, 3, 0.1, -2, 1, -0.5, 2, -1, -3, -4, 0.5];

        Assert.Equal([1, 6, 2, 3, 0], ExampleLeads.Choose(scores, baseScore: 0));
    }

    [Fact]
    public void Few_leads_are_not_shown_twice() => Assert.Equal([1, 0], ExampleLeads.Choose([-1, 1], baseScore: 5));
}
