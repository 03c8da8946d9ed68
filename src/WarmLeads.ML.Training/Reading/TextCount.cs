namespace WarmLeads.ML.Training;

/// <summary>A text and how many rows hold it.</summary>
/// <param name="Text">The text, without blanks around it.</param>
/// <param name="Rows">The rows, 1 or more.</param>
public readonly record struct TextCount(string Text, int Rows);
