namespace WarmLeads.ML.BoostedTrees.Tests;

public class CategoryGateTests
{
    const int Source = 3, Campaign = 4;

    [Fact]
    public void Examples_of_the_category_get_offset_and_trees_and_all_others_keep_their_score_bit_for_bit()
    {
        var (pooled, own) = (Some.Model(), Own());
        var parted = pooled.AddWithin(Part(own, offset: 0.25));
        foreach (var row in Some.Rows(400))
        {
            foreach (var source in (double[])[0, 1, 2, 3, 4, 5, 17, -1, double.NaN])
            {
                row[Source] = source;
                var score = pooled.Predict(row).Score;
                if (source == 2)
                {
                    Assert.Equal(score + 0.25 + own.Predict(row).Score, parted.Predict(row).Score, 1e-11);
                }
                else
                {
                    Assert.Equal(score, parted.Predict(row).Score);
                }
            }
        }
    }

    [Fact]
    public void Contributions_are_the_Shapley_values_of_the_definition_and_add_up_bit_for_bit()
    {
        var parted = Some.Model(Some.Options with { NumberOfTrees = 5 }).AddWithin(Part(Own(), 0.25)).AddWithin(Part(null, -0.5) with { Code = 1 });
        foreach (var row in Some.Rows(40))
        {
            var (expected, actual) = (BruteForceShapley.Explain(parted.Forest, row), parted.Explain(row));
            for (var feature = 0; feature < row.Length; feature++)
            {
                Assert.Equal(expected[feature], actual.Values[feature], 1e-11);
            }

            Assert.Equal(parted.Predict(row).Score, parted.Bias + Sum(actual));
        }
    }

    [Fact]
    public void A_part_without_trees_is_one_gate_and_its_contribution_is_the_category_s()
    {
        var pooled = Some.Model();
        var parted = pooled.AddWithin(Part(null, 0.5));
        Assert.Equal(pooled.NumberOfTrees + 1, parted.NumberOfTrees);
        Assert.Equal(pooled.Bias + (0.5 * 120 / 600), parted.Bias, 1e-11);
        var row = Some.Rows(1)[0];
        row[Source] = 2;
        var (before, after) = (pooled.Explain(row), parted.Explain(row));
        Assert.Equal(before.Values[Source] + 0.4, after.Values[Source], 1e-11);
        Assert.Equal(before.Values[0], after.Values[0], 1e-11);
    }

    [Fact]
    public void A_loaded_model_with_parts_answers_what_the_saved_one_did()
    {
        var parted = Some.Model().AddWithin(Part(Own(), 0.25)).AddWithin(Part(Own(), -0.125) with { Feature = Campaign, Code = 7 });
        using var stream = new MemoryStream();
        parted.Save(stream);
        stream.Position = 0;
        var loaded = BoostedTreeModel.Load(stream, out _);
        using var again = new MemoryStream();
        loaded.Save(again);
        Assert.Equal(stream.ToArray(), again.ToArray());
        foreach (var row in Some.Rows(200))
        {
            Assert.Equal(parted.Predict(row).Score, loaded.Predict(row).Score);
            Assert.Equal(parted.Explain(row).Values, loaded.Explain(row).Values);
        }
    }

    [Fact]
    public void A_part_of_a_model_without_trees_is_on_top_of_its_constant()
    {
        var constant = Some.Model(Some.Options with { NumberOfTrees = 0 });
        var parted = constant.AddWithin(Part(null, 1));
        var row = Some.Rows(1)[0];
        row[Source] = 2;
        Assert.Equal(constant.Bias + 1, parted.Predict(row).Score, 1e-11);
        row[Source] = 3;
        Assert.Equal(constant.Predict(row).Score, parted.Predict(row).Score);
    }

    [Fact]
    public void A_part_beyond_the_reach_of_the_grid_takes_a_coarser_one_and_still_adds_up()
    {
        var pooled = Some.Model();
        var parted = pooled.AddWithin(Part(null, 500));
        Assert.True(parted.Forest.Grid.Exponent < pooled.Forest.Grid.Exponent);
        foreach (var row in Some.Rows(50))
        {
            var why = parted.Explain(row);
            Assert.Equal(parted.Predict(row).Score, why.Bias + Sum(why));
            Assert.Equal(pooled.Predict(row).Score + (row[Source] == 2 ? 500 : 0), parted.Predict(row).Score, 1e-9);
        }
    }

    [Fact]
    public void A_part_that_does_not_fit_is_refused()
    {
        var model = Some.Model();
        Refused("The part is of category 2 of feature 0; name a categorical feature of the model and one of its codes.", Part(null, 1) with { Feature = 0 });
        Refused("The part is of category 5 of feature 3; name a categorical feature of the model and one of its codes.", Part(null, 1) with { Code = 5 });
        Refused("The offset is NaN; it must be a finite number.", Part(null, double.NaN));
        Refused(
            "The category has 120 examples of weight 0 and the others 480 of weight 480; both need examples and a weight above 0.",
            Part(null, 1) with { Cover = 0 });
        Refused(
            "The scores of the part are Identity and those of the model Logistic; fit both to the same objective.",
            Part(Some.Model(Some.Options with { Objective = Objective.SquaredError }), 0));
        var other = new FeatureSchema([new Feature("visits")]);
        Refused(
            "The part has other features than the model begins with; fit it on the model's own features or the first of them.",
            Part(new BoostedTreeTrainer(Some.Options).Fit(Dataset.FromColumns(other, [[1, 2, 3, 4]], [0, 1, 1, 0])), 0));

        void Refused(string sentence, CategoryPart part) =>
            Assert.Equal(sentence, Assert.Throws<ArgumentException>(() => model.AddWithin(part)).Message);
    }

    static double Sum(FeatureContributions why)
    {
        var sum = 0.0;
        foreach (var value in why.Values)
        {
            sum += value;
        }

        return sum;
    }

    static BoostedTreeModel Own() => new BoostedTreeTrainer(Some.Options with { NumberOfTrees = 4, Seed = 3 }).Fit(Some.Table(300, seed: 9));

    static CategoryPart Part(BoostedTreeModel? trees, double offset) => new(Source, 2, offset, trees, 120, 120, 480, 480);
}
