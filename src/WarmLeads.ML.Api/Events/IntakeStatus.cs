namespace WarmLeads.ML.Api;

/// <summary>What became of one item of a request.</summary>
enum IntakeStatus
{
    /// <summary>It is on the disk.</summary>
    Stored,

    /// <summary>It was stored before; nothing changed.</summary>
    Duplicate,

    /// <summary>It was not stored; its errors say why.</summary>
    Refused,
}
