namespace WarmLeads.ML.BoostedTrees.Tests;

public class EncodedTreeModelTests
{
    static readonly EncodedTreeModel Model = Fit();

    [Fact]
    public void A_row_alone_and_in_a_batch_and_widened_by_hand_has_the_same_score()
    {
        var rows = Some.Rows(1500);
        var scores = new double[rows.Length];
        Model.Predict([.. rows.SelectMany(row => row)], scores);
        var widened = new double[9];
        for (var i = 0; i < rows.Length; i++)
        {
            Model.Encoder.Widen(rows[i], widened);
            Assert.Equal(Model.Forest.Predict(widened).Score, scores[i]);
            Assert.Equal(scores[i], Model.Predict(rows[i]).Score);
        }
    }

    [Fact]
    public void Contributions_of_the_signals_and_the_bias_are_the_score_bit_for_bit()
    {
        Assert.Equal(["age", "visits", "noise", "source", "campaign", "source × campaign"], Model.Signals);
        var signals = new double[6];
        var columns = new double[9];
        foreach (var row in Some.Rows(300))
        {
            var score = Model.Explain(row, signals);
            Assert.Equal(Model.Predict(row).Score, score);
            Assert.Equal(score, Model.Bias + signals.Sum());

            var widened = new double[9];
            Model.Encoder.Widen(row, widened);
            Model.Forest.Explain(widened, columns);
            Assert.Equal(columns[4] + columns[5] + columns[6], signals[4]);
            Assert.Equal(columns[7] + columns[8], signals[5]);
        }
    }

    [Fact]
    public void One_prediction_allocates_nothing()
    {
        var row = Some.Rows(10)[5];
        Model.Predict(row);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Model.Predict(row);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_loaded_model_answers_what_the_saved_one_did_and_gives_the_attachments_back()
    {
        using var stream = new MemoryStream();
        Model.Save(stream, new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["card"] = [1, 2] });
        stream.Position = 0;

        var loaded = EncodedTreeModel.Load(stream, out var attachments);

        Assert.Equal(["card"], attachments.Keys);
        Assert.All(Some.Rows(200), row => Assert.Equal(Model.Predict(row).Score, loaded.Predict(row).Score));
    }

    [Fact]
    public void Every_damaged_byte_of_the_file_is_noticed()
    {
        using var stream = new MemoryStream();
        Model.Save(stream);
        var file = stream.ToArray();
        for (var at = 0; at < file.Length; at += 13)
        {
            var damaged = (byte[])file.Clone();
            damaged[at] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => EncodedTreeModel.Load(new MemoryStream(damaged), out _));
        }
    }

    [Fact]
    public void A_forest_without_statistics_is_read_and_answers_as_it_is()
    {
        var forest = Some.Model();
        var loaded = EncodedTreeModel.Load(new MemoryStream(Some.Bytes(forest)), out var attachments);
        Assert.Empty(attachments);
        Assert.Empty(loaded.Encoder.Schema.Statistics);
        Assert.All(Some.Rows(50), row => Assert.Equal(forest.Predict(row).Score, loaded.Predict(row).Score));
    }

    [Fact]
    public void An_encoder_of_another_forest_is_refused()
    {
        Assert.Equal(
            "The forest has other features than the encoder makes; fit it on examples that the encoder's statistics widened.",
            Assert.Throws<ArgumentException>(() => new EncodedTreeModel(Model.Encoder, Some.Model())).Message);

        using var stream = new MemoryStream();
        Some.Model().Save(stream, new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [EncodedTreeModel.EncoderAttachment] = Model.Encoder.ToBytes(),
        });
        stream.Position = 0;
        Assert.Equal(
            "The model file is damaged: its encoder and its forest do not fit (The forest has other features than the encoder makes; " +
            "fit it on examples that the encoder's statistics widened). Copy it again, or retrain.",
            Assert.Throws<InvalidDataException>(() => EncodedTreeModel.Load(stream, out _)).Message);
    }

    static EncodedTreeModel Fit()
    {
        var encoding = new TargetEncoding(Some.Table(2000), [new(4), new(3, 4)], new());
        return new EncodedTreeModel(encoding.Freeze(), new BoostedTreeTrainer(Some.Options).Fit(encoding.CrossFit()));
    }
}
