namespace WarmLeads.ML.Leads;

/// <summary>What a history says of the patience with leads of a segment.</summary>
/// <param name="Segment">The segment; empty for all leads together, which is what segments without rules of their own get.</param>
/// <param name="Leads">Leads that it rests on.</param>
/// <param name="Conversions">How many of these converted.</param>
/// <param name="BeforeDays">The patience so far, in days.</param>
/// <param name="Learned">The learned patience with its 95 % interval; null when what there was is kept.</param>
/// <param name="Why">What was found, or why nothing was learned, in one sentence.</param>
public sealed record PatienceFinding(string Segment, int Leads, int Conversions, double BeforeDays, LearnedDays? Learned, string Why);
