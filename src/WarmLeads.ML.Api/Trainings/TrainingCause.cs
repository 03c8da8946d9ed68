namespace WarmLeads.ML.Api;

/// <summary>Why a training runs.</summary>
enum TrainingCause
{
    /// <summary>There was no model when the service started.</summary>
    FirstStart,

    /// <summary>The schedule said so.</summary>
    Schedule,

    /// <summary>Someone asked for it.</summary>
    Request,
}
