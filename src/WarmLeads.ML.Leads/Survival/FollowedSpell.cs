namespace WarmLeads.ML.Leads;

/// <summary>A stretch of a lead's time that began with something and during which nothing of the kind came again.</summary>
/// <param name="Lead">Number of the lead.</param>
/// <param name="From">Days after the beginning from which on the stretch is meant; above 0 for what follows a conversion that may come again.</param>
/// <param name="Days">Days from the beginning to the end: until the lead engaged again, converted, closed, or knowledge ends.</param>
/// <param name="ConvertsAfter">Days from its beginning to the next conversion; infinite when none is known.</param>
/// <param name="KnownFor">Days from its beginning to the end of knowledge.</param>
readonly record struct FollowedSpell(int Lead, double From, double Days, double ConvertsAfter, double KnownFor);
