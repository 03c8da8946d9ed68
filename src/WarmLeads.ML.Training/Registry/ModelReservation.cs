using System.Globalization;

namespace WarmLeads.ML.Training;

/// <summary>A version that nobody else will publish. Reserved before training, it makes a late publish known: a newer one came first.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Number">The version's number, from 1; each reservation of a name has a higher one.</param>
public readonly record struct ModelReservation(string Name, int Number)
{
    /// <summary>The version as folders and cards have it: `0001`.</summary>
    public string Version => Number.ToString("0000", CultureInfo.InvariantCulture);
}
