namespace WarmLeads.ML.BoostedTrees.Tests;

public class BoostedTreeOptionsTests
{
    public static TheoryData<BoostedTreeOptions, string> OutOfRange => new()
    {
        { new BoostedTreeOptions { Objective = (Objective)9 }, "Objective is 9; it must be one of LogLoss, SquaredError, Poisson, Hazard." },
        { new BoostedTreeOptions { Growth = (TreeGrowth)7 }, "Growth is 7; it must be one of LeafWise, DepthWise." },
        {
            new BoostedTreeOptions { MonotoneFeatures = new Dictionary<string, MonotoneDirection>(StringComparer.Ordinal) { ["x"] = (MonotoneDirection)5 } },
            "MonotoneFeatures['x'] is 5; it must be one of Up, Down."
        },
        { new BoostedTreeOptions { HazardIntervalEnds = [] }, "HazardIntervalEnds is empty; it must have at least one end." },
        { new BoostedTreeOptions { HazardIntervalEnds = [0, 30] }, "HazardIntervalEnds has 0 after 0; it must ascend from above 0 and be finite." },
        { new BoostedTreeOptions { HazardIntervalEnds = [7, 30, 30] }, "HazardIntervalEnds has 30 after 30; it must ascend from above 0 and be finite." },
        { new BoostedTreeOptions { NumberOfTrees = -1 }, "NumberOfTrees is -1; it must be 0 or more." },
        { new BoostedTreeOptions { NumberOfLeaves = 1 }, "NumberOfLeaves is 1; it must be 2 to 32768." },
        { new BoostedTreeOptions { MaximumDepth = -2 }, "MaximumDepth is -2; it must be 0 or more." },
        { new BoostedTreeOptions { LearningRate = 0 }, "LearningRate is 0; it must be above 0 and at most 1." },
        { new BoostedTreeOptions { LearningRate = double.NaN }, "LearningRate is NaN; it must be above 0 and at most 1." },
        { new BoostedTreeOptions { MinimumExampleCountPerLeaf = 0 }, "MinimumExampleCountPerLeaf is 0; it must be 1 or more." },
        { new BoostedTreeOptions { MinimumHessianPerLeaf = -1 }, "MinimumHessianPerLeaf is -1; it must be a finite number, 0 or more." },
        { new BoostedTreeOptions { L1Regularization = double.NaN }, "L1Regularization is NaN; it must be a finite number, 0 or more." },
        { new BoostedTreeOptions { L2Regularization = double.PositiveInfinity }, "L2Regularization is Infinity; it must be a finite number, 0 or more." },
        { new BoostedTreeOptions { MinimumGain = -0.1 }, "MinimumGain is -0.1; it must be a finite number, 0 or more." },
        { new BoostedTreeOptions { ExampleFraction = 1.01 }, "ExampleFraction is 1.01; it must be above 0 and at most 1." },
        { new BoostedTreeOptions { FeatureFraction = 0 }, "FeatureFraction is 0; it must be above 0 and at most 1." },
        { new BoostedTreeOptions { PathSmoothing = -3 }, "PathSmoothing is -3; it must be a finite number, 0 or more." },
        { new BoostedTreeOptions { EarlyStoppingRounds = -1 }, "EarlyStoppingRounds is -1; it must be 0 or more." },
        { new BoostedTreeOptions { CategoricalL2 = -1 }, "CategoricalL2 is -1; it must be a finite number, 0 or more." },
        { new BoostedTreeOptions { CategoricalSmoothing = -1 }, "CategoricalSmoothing is -1; it must be a finite number, 0 or more." },
        { new BoostedTreeOptions { MaximumCategoriesPerSplit = 0 }, "MaximumCategoriesPerSplit is 0; it must be 1 to 254." },
        { new BoostedTreeOptions { MaximumCategoryCountPerFeature = 0 }, "MaximumCategoryCountPerFeature is 0; it must be 1 to 65533." },
        { new BoostedTreeOptions { MaximumCategoryCountPerFeature = 65_534 }, "MaximumCategoryCountPerFeature is 65534; it must be 1 to 65533." },
        { new BoostedTreeOptions { MinimumExampleCountPerCategory = -1 }, "MinimumExampleCountPerCategory is -1; it must be 0 or more." },
        { new BoostedTreeOptions { NumberOfThreads = -1 }, "NumberOfThreads is -1; it must be 0 to 1024." },
        { new BoostedTreeOptions { MaximumMemoryBytes = -1 }, "MaximumMemoryBytes is -1; it must be a finite number, 0 or more." },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void An_option_out_of_range_is_named_with_its_range(BoostedTreeOptions options, string sentence)
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => new BoostedTreeTrainer(options));
        Assert.StartsWith(sentence, refusal.Message);
    }
}
