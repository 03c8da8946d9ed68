using System.Globalization;
using System.IO.Compression;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli.Tests;

public sealed class ScoreCommandTests(TrainedModel trained) : IClassFixture<TrainedModel>, IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_row_gets_the_models_own_prediction_in_the_files_order()
    {
        var scores = _folder.Path("scores.csv");

        var run = await Cli.RunAsync("score", "--model", trained.Folder, "--data", trained.Data, "--out", scores);

        Assert.Equal($"600 rows scored by model 'leads' 0001 into {scores}.\n", run.Done().Output);
        var lines = Read(scores);
        Assert.Equal(["Lead Id", "probability", "score"], lines[0]);
        Assert.Equal(Predictions(trained.Data), lines.Skip(1).Select(line => (line[0], Number(line[1]), Number(line[2]))));
    }

    [Theory]
    [InlineData("hubspot", "Record ID,warmleads_probability,warmleads_score,warmleads_reason_1,warmleads_points_1")]
    [InlineData("salesforce", "Id,WarmLeads_Probability__c,WarmLeads_Score__c,WarmLeads_Reason_1__c,WarmLeads_Points_1__c")]
    [InlineData("dynamics", "leadid,warmleads_probability,warmleads_score,warmleads_reason1,warmleads_points1")]
    public async Task A_crm_finds_the_columns_by_its_own_names_over_the_same_lines(string format, string header)
    {
        var (plain, forCrm) = (_folder.Path("plain.csv"), _folder.Path("crm.csv"));
        (await Cli.RunAsync("score", "--model", trained.Folder, "--data", trained.Data, "--out", plain, "--explain", "1")).Done();

        (await Cli.RunAsync("score", "--model", trained.Folder, "--data", trained.Data, "--out", forCrm, "--explain", "1", "--format", format)).Done();

        var lines = File.ReadAllLines(forCrm);
        Assert.Equal(header, lines[0]);
        Assert.Equal(File.ReadAllLines(plain)[1..], lines[1..]);
    }

    [Fact]
    public async Task A_crm_that_is_not_known_is_refused()
    {
        var run = await Cli.RunAsync("score", "--model", trained.Folder, "--data", trained.Data, "--out", _folder.Path("s.csv"), "--format", "sap");
        Assert.Contains("--format is 'sap'; choose one of csv, hubspot, salesforce, dynamics.", run.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, run.ExitCode);
    }

    [Fact]
    public async Task The_strongest_contributions_stand_beside_the_same_scores()
    {
        var (plain, explained) = (_folder.Path("plain.csv"), _folder.Path("explained.csv"));
        (await Cli.RunAsync("score", "--model", trained.Folder, "--data", trained.Data, "--out", plain)).Done();

        (await Cli.RunAsync("score", "--model", trained.Folder, "--data", trained.Data, "--out", explained, "--explain", "2")).Done();

        var lines = Read(explained);
        Assert.Equal(["Lead Id", "probability", "score", "reason_1", "points_1", "reason_2", "points_2"], lines[0]);
        Assert.Equal(Read(plain).Select(line => string.Join(',', line)), lines.Select(line => string.Join(',', line[..3])));
        Assert.All(lines.Skip(1), line => Assert.True(Math.Abs(Number(line[4])) >= Math.Abs(Number(line[6]))));
        Assert.Equal("Visits", lines[1..].GroupBy(line => line[3]).MaxBy(group => group.Count())!.Key);
    }

    [Fact]
    public async Task How_sure_a_probability_is_stands_beside_it_when_asked_for()
    {
        var (plain, sure) = (_folder.Path("plain.csv"), _folder.Path("sure.csv"));
        (await Cli.RunAsync("score", "--model", trained.Folder, "--data", trained.Data, "--out", plain)).Done();

        (await Cli.RunAsync("score", "--model", trained.Folder, "--data", trained.Data, "--out", sure, "--interval")).Done();

        var lines = Read(sure);
        Assert.Equal(["Lead Id", "probability", "score", "probability_low", "probability_high"], lines[0]);
        Assert.Equal(Read(plain).Select(line => string.Join(',', line)), lines.Select(line => string.Join(',', line[..3])));
        Assert.All(lines.Skip(1), line => Assert.InRange(Number(line[1]), Number(line[3]), Number(line[4])));
        Assert.All(lines.Skip(1), line => Assert.True(Number(line[3]) < Number(line[4])));
    }

    [Fact]
    public async Task More_reasons_than_signals_leave_empty_fields()
    {
        var scores = _folder.Path("scores.csv");

        (await Cli.RunAsync("score", "--model", trained.Folder, "--data", trained.Data, "--out", scores, "--explain", "9")).Done();

        Assert.All(Read(scores), line => Assert.Equal(3 + 2 * 9, line.Length));
    }

    [Fact]
    public async Task The_order_of_columns_and_extra_columns_do_not_matter()
    {
        var (data, plain, mixed) = (_folder.Path("mixed.csv"), _folder.Path("plain.csv"), _folder.Path("scores.csv"));
        File.WriteAllLines(data, Read(trained.Data).Select(line => $"extra;{line[4]};{line[3]};{line[2]};{line[1]};{line[0]}"));
        (await Cli.RunAsync("score", "--model", trained.Folder, "--data", trained.Data, "--out", plain)).Done();

        (await Cli.RunAsync("score", "--model", trained.Folder, "--data", data, "--out", mixed)).Done();

        Assert.Equal(File.ReadAllText(plain), File.ReadAllText(mixed));
    }

    [Fact]
    public async Task The_number_of_threads_does_not_change_a_byte()
    {
        var data = _folder.Write("many.csv", Some.Export(5000, seed: 2));
        var (one, four) = (_folder.Path("one.csv"), _folder.Path("four.csv"));

        (await Cli.RunAsync("score", "--model", trained.Folder, "--data", data, "--out", one, "--explain", "1", "--threads", "1")).Done();
        (await Cli.RunAsync("score", "--model", trained.Folder, "--data", data, "--out", four, "--explain", "1", "--threads", "4")).Done();

        Assert.Equal(5001, Read(one).Length);
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(four));
    }

    [Fact]
    public async Task A_column_that_the_file_lacks_counts_as_missing_and_is_named()
    {
        var (data, scores) = (_folder.Write("few.csv", "Lead Id,Visits\nA,12\n"), _folder.Path("scores.csv"));

        var run = await Cli.RunAsync("score", "--model", trained.Folder, "--data", data, "--out", scores);

        Assert.Equal(
            "warning: few.csv lacks 3 of the 4 columns that the model reads; they count as missing in every row: " +
            "Source, Country, Call Again.\n", Warnings(run.Done()));
        var model = ConversionModel.Load(trained.Folder);
        var row = new RowEncoder(model.Schema);
        row.TrySet("Visits", "12");
        Assert.Equal(model.Score(row.Encode()), Number(Read(scores)[1][2]));
    }

    [Fact]
    public async Task Values_that_training_never_saw_are_counted()
    {
        var data = _folder.Write("odd.csv", "Lead Id,Visits,Source,Country,Call Again\nA,many,Fax,India,No\nB,3,Fax,India,No\n");

        var run = await Cli.RunAsync("score", "--model", trained.Folder, "--data", data, "--out", _folder.Path("scores.csv"));

        Assert.Equal(
            "warning: Column 'Source' has the value 'Fax', which training never saw; it counts as 'other'. (2 rows)\n" +
            "warning: Column 'Visits' holds numbers; 'many' is not one and counts as missing. (1 row)\n", Warnings(run.Done()));
    }

    [Fact]
    public async Task A_file_without_the_id_column_is_scored_without_ids()
    {
        var (data, scores) = (_folder.Write("anonymous.csv", "Visits,Source,Country,Call Again\n3,Ads,India,No\n"), _folder.Path("scores.csv"));

        var run = await Cli.RunAsync("score", "--model", trained.Folder, "--data", data, "--out", scores);

        Assert.Equal(
            "warning: anonymous.csv has no column 'Lead Id', which names the leads; the scores stand in the file's order without ids.\n",
            Warnings(run.Done()));
        Assert.Equal(["probability", "score"], Read(scores)[0]);
    }

    [Fact]
    public async Task Another_id_column_can_be_named_and_its_texts_come_back_as_they_were()
    {
        var (data, scores) = (
            _folder.Write("named.csv", "Visits,Who,Source,Country,Call Again\n3,\"Ann \"\"A\"\", Oslo\",Ads,India,No\n"),
            _folder.Path("scores.csv"));

        (await Cli.RunAsync("score", "--model", trained.Folder, "--data", data, "--out", scores, "--id", "Who")).Done();

        using var rows = CsvRows.Open(scores);
        Assert.True(rows.Read());
        Assert.Equal("Who", rows.Header[0]);
        Assert.Equal("Ann \"A\", Oslo", rows[0]);
    }

    [Fact]
    public async Task Packed_files_are_read_and_written()
    {
        var (data, plain, packed) = (_folder.Path("leads.csv.gz"), _folder.Path("plain.csv"), _folder.Path("scores.csv.gz"));
        using (var zip = new GZipStream(File.Create(data), CompressionLevel.Fastest))
            zip.Write(File.ReadAllBytes(trained.Data));
        (await Cli.RunAsync("score", "--model", trained.Folder, "--data", trained.Data, "--out", plain)).Done();

        (await Cli.RunAsync("score", "--model", trained.Folder, "--data", data, "--out", packed)).Done();

        using var unpacked = new StreamReader(new GZipStream(File.OpenRead(packed), CompressionMode.Decompress));
        Assert.Equal(File.ReadAllText(plain), await unpacked.ReadToEndAsync());
    }

    [Fact]
    public async Task Json_says_what_was_scored_by_which_model()
    {
        var scores = _folder.Path("scores.csv");

        var json = (await Cli.RunAsync("score", "--model", trained.Folder, "--data", trained.Data, "--out", scores, "--json")).Done().Json;

        Assert.Equal(600, json.GetProperty("rows").GetInt32());
        Assert.Equal(scores, json.GetProperty("out").GetString());
        Assert.Equal("0001", json.GetProperty("model_version").GetString());
        Assert.Equal(ConversionModel.Load(trained.Folder).Hash, json.GetProperty("model_hash").GetString());
    }

    [Fact]
    public async Task A_ragged_row_leaves_no_scores_and_the_older_file_untouched()
    {
        var data = _folder.Write("ragged.csv", Some.Export(2000) + "L9999,3\n");
        var scores = _folder.Write("scores.csv", "older\n");

        var run = await Cli.RunAsync("score", "--model", trained.Folder, "--data", data, "--out", scores);

        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith("error: ragged.csv line 2002: 2 fields where the header has 7; complete the row.\n", run.Error, StringComparison.Ordinal);
        Assert.Equal("older\n", File.ReadAllText(scores));
        Assert.Equal(["ragged.csv", "scores.csv"], _folder.Names());
    }

    [Fact]
    public async Task A_cancelled_run_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        var run = await Cli.RunAsync(
            ["score", "--model", trained.Folder, "--data", trained.Data, "--out", _folder.Path("scores.csv")], stop.Token);

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("error: cancelled; nothing was written.\n", run.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public async Task A_file_of_another_kind_is_refused()
    {
        var data = _folder.Write("weather.csv", "day,rain\n1,2\n");

        var run = await Cli.RunAsync("score", "--model", trained.Folder, "--data", data, "--out", _folder.Path("scores.csv"));

        Assert.Equal(
            (2, "error: weather.csv has none of the 4 columns that model 'leads' reads (Visits, Source, Country, Call Again); " +
            "its columns are day, rain. Give the file that belongs to the model.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task An_id_column_that_does_not_exist_is_named()
    {
        var data = _folder.Write("small.csv", "Visits,Source\n1,Ads\n");

        var run = await Cli.RunAsync("score", "--model", trained.Folder, "--data", data, "--out", _folder.Path("scores.csv"), "--id", "Who");

        Assert.Equal(
            (2, "error: small.csv has no column 'Who', which --id names; its columns are Visits, Source.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_named_before_any_work()
    {
        var scores = _folder.Path("missing/scores.csv");

        var run = await Cli.RunAsync("score", "--model", trained.Folder, "--data", trained.Data, "--out", scores);

        Assert.Equal(
            (2, $"error: {scores} cannot be written: its folder does not exist. Create the folder, or give --out another place.\n"),
            (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task The_file_that_is_read_is_not_written_over()
    {
        var run = await Cli.RunAsync("score", "--model", trained.Folder, "--data", trained.Data, "--out", trained.Data);

        Assert.Equal((2, $"error: {trained.Data} is the file that is read; give --out another place.\n"), (run.ExitCode, run.Error));
        Assert.Equal(Some.Export(600), await File.ReadAllTextAsync(trained.Data));
    }

    [Fact]
    public async Task A_model_that_does_not_exist_is_named()
    {
        var run = await Cli.RunAsync("score", "--model", _folder.Path("none"), "--data", trained.Data, "--out", _folder.Path("scores.csv"));

        Assert.Equal(
            (2, $"error: There is no model at '{_folder.Path("none")}'. Give a model file, the folder of a version, or the folder of a model, " +
            "as `warmleads train` prints it.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_version_that_does_not_exist_is_named()
    {
        var version = Path.Combine(trained.Models, "leads", "0009");

        var run = await Cli.RunAsync("score", "--model", version, "--data", trained.Data, "--out", _folder.Path("scores.csv"));

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"error: There is no model at '{version}'.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_model_is_refused_whole()
    {
        var bytes = File.ReadAllBytes(Path.Combine(trained.Folder, ConversionModel.FileName));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(_folder.Path("model.wlm"), bytes);

        var run = await Cli.RunAsync("score", "--model", _folder.Path("model.wlm"), "--data", trained.Data, "--out", _folder.Path("scores.csv"));

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"error: Model file '{_folder.Path("model.wlm")}' is not a usable model: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(["model.wlm"], _folder.Names());
    }

    // What the model itself says of each row, read in the plainest way.
    IEnumerable<(string, double, double)> Predictions(string data)
    {
        var model = ConversionModel.Load(trained.Folder);
        var lines = Read(data);
        foreach (var line in lines.Skip(1))
        {
            var row = new RowEncoder(model.Schema);
            for (var i = 0; i < line.Length; i++)
                row.TrySet(lines[0][i], line[i]);
            var prediction = model.Predict(row, line[0], DateTimeOffset.UnixEpoch);
            yield return (line[0], prediction.Probability, prediction.Score);
        }
    }

    static string[][] Read(string path) => [.. File.ReadLines(path).Select(line => line.Split(','))];

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    static string Warnings(Cli run) =>
        string.Concat(run.Error.Split('\n').Where(line => line.StartsWith("warning: ", StringComparison.Ordinal)).Select(line => line + "\n"));
}
