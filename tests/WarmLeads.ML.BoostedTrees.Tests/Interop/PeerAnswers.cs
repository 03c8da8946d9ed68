namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>Another engine's answers to rows, held against ours.</summary>
/// <param name="Rows">Row-major.</param>
/// <param name="Scores">The other engine's log-odds, one per row.</param>
/// <param name="Means">Its answers: probabilities, values or counts.</param>
/// <param name="Contributions">Its contributions, those of a row followed by its bias; empty = it has none.</param>
sealed record PeerAnswers(double[] Rows, double[] Scores, double[] Means, double[] Contributions)
{
    /// <summary>What a script leaves in a folder, in single precision.</summary>
    public static PeerAnswers Singles(PeerFolder folder) => new(
        folder.Read<double>("rows.f64"),
        Array.ConvertAll(folder.Read<float>("margins.f32"), x => (double)x),
        Array.ConvertAll(folder.Read<float>("means.f32"), x => (double)x),
        Array.ConvertAll(folder.Read<float>("contributions.f32"), x => (double)x));

    /// <summary>The same in double precision.</summary>
    public static PeerAnswers Doubles(PeerFolder folder) => new(
        folder.Read<double>("rows.f64"), folder.Read<double>("margins.f64"), folder.Read<double>("means.f64"), folder.Read<double>("contributions.f64"));

    /// <summary>Compares, and tells in the test's output how far apart the two are at most.</summary>
    public void AssertAgree(BoostedTreeModel model, double scores, double means, double contributions)
    {
        var (width, count) = (model.Schema.Count, Scores.Length);
        Assert.Equal(Rows.Length, count * width);
        Assert.True(count > 0);
        var (ours, why) = (new double[count], new double[count * width]);
        model.Predict(Rows, ours);
        model.Explain(Rows, why, numberOfThreads: 1);
        var (scoreGap, meanGap, contributionGap) = (0.0, 0.0, 0.0);
        for (var row = 0; row < count; row++)
        {
            scoreGap = Math.Max(scoreGap, Math.Abs(ours[row] - Scores[row]));
            meanGap = Math.Max(meanGap, Math.Abs(new Prediction(ours[row], model.Link).Mean - Means[row]));
            for (var feature = 0; feature <= width && Contributions.Length > 0; feature++)
            {
                var mine = feature < width ? why[(row * width) + feature] : model.Bias;
                contributionGap = Math.Max(contributionGap, Math.Abs(mine - Contributions[(row * (width + 1)) + feature]));
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Largest differences over {count} rows: scores {scoreGap:g2}, means {meanGap:g2}, contributions {contributionGap:g2}.");
        Assert.InRange(scoreGap, 0, scores);
        Assert.InRange(meanGap, 0, means);
        Assert.InRange(contributionGap, 0, contributions);
    }
}
