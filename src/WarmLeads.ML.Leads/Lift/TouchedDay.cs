namespace WarmLeads.ML.Leads;

/// <summary>A day on which a lead was touched.</summary>
/// <param name="Touches">On how many days it was touched within the 14 days that end with it, itself among them.</param>
/// <param name="Unsubscribed">Whether it unsubscribed before the next touch and within 14 days.</param>
/// <param name="StayedSilent">Whether it did nothing in these days.</param>
readonly record struct TouchedDay(int Touches, bool Unsubscribed, bool StayedSilent);
