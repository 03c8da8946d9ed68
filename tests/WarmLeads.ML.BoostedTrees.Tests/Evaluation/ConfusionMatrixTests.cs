namespace WarmLeads.ML.BoostedTrees.Tests;

public sealed class ConfusionMatrixTests
{
    static readonly double[] Probabilities = [0.9, 0.8, 0.4, 0.3, 0.1];
    static readonly float[] Labels = [1, 0, 1, 0, 0];

    [Fact]
    public void Calling_from_a_threshold_on_is_right_and_wrong_as_counted_by_hand()
    {
        var matrix = ConfusionMatrix.Of(Probabilities, Labels, [], 0.4);

        Assert.Equal(new ConfusionMatrix(0.4, 2, 1, 0, 2), matrix);
        Assert.Equal((2 / 3.0, 1, 0.8, 0.8, 0.6), (matrix.Precision, matrix.Recall, matrix.F1, matrix.Accuracy, matrix.Called));
    }

    [Fact]
    public void Without_a_threshold_as_many_are_called_as_are_expected_to_be_positive() =>
        // The probabilities add up to 2.5, so three are called.
        Assert.Equal(new ConfusionMatrix(0.4, 2, 1, 0, 2), ConfusionMatrix.Of(Probabilities, Labels, []));

    [Fact]
    public void Weights_count_as_so_many_examples_and_calling_nobody_is_no_error()
    {
        Assert.Equal(new ConfusionMatrix(0.5, 2, 1, 3, 2), ConfusionMatrix.Of(Probabilities, Labels, [2, 1, 3, 1, 1], 0.5));
        var nobody = ConfusionMatrix.Of(Probabilities, Labels, [], 0.95);
        Assert.Equal((0, 0, 0, 0.6), (nobody.Precision, nobody.Recall, nobody.F1, nobody.Accuracy));
    }
}
