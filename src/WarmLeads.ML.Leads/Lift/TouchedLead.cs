namespace WarmLeads.ML.Leads;

/// <summary>What a history tells of one lead and our touches.</summary>
sealed record TouchedLead(IReadOnlyList<TouchLook> Looks, IReadOnlyList<TouchedDay> Days);
