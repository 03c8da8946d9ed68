using System.Globalization;

namespace WarmLeads.ML.Training;

/// <summary>How far a model is behind a simpler one that has the lower log-loss on the same rows.</summary>
/// <param name="Model">The model's log-loss.</param>
/// <param name="Baseline">The simpler one's log-loss.</param>
/// <param name="BaseRate">The log-loss of giving everyone the same rate.</param>
readonly record struct Lag(double Model, double Baseline, double BaseRate)
{
    // Many rows make any difference sure; one of less than this share of the gain changes nobody's list.
    const double ShareThatMatters = 0.1;

    /// <summary>The share of the simpler one's gain on the base rate that the model lacks; all of it where there is no such gain.</summary>
    public double Share => BaseRate > Baseline ? Math.Max(0, (Model - Baseline) / (BaseRate - Baseline)) : Model > Baseline ? 1 : 0;

    /// <summary>Whether it is so much that the model is not ready to rely on.</summary>
    public bool Matters => Share > ShareThatMatters;

    /// <summary>Both figures, and what the difference amounts to.</summary>
    public string InWords => string.Create(
        CultureInfo.InvariantCulture, $"log-loss {Baseline:0.0000} against {Model:0.0000}, {100 * Share:0.#} % of what it gains on the base rate");
}
