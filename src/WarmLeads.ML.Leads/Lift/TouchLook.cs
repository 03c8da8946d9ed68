namespace WarmLeads.ML.Leads;

/// <summary>A lead on a day on which it was open and had not acted since a look, and what came next.</summary>
/// <param name="Chance">Its chance by a model at the look; NaN when none was asked.</param>
/// <param name="Level">How it had engaged before the look, as a class; leads of a class are alike.</param>
/// <param name="Day">Days since the look, 0 to 6.</param>
/// <param name="Touches">What we did to it on that day, before it did anything itself.</param>
/// <param name="Before">What we did to it on the days since the look before.</param>
/// <param name="Converted">Whether it converted within the horizon after that day.</param>
readonly record struct TouchLook(double Chance, int Level, int Day, IReadOnlySet<string> Touches, IReadOnlySet<string> Before, bool Converted);
