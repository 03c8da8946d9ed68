namespace WarmLeads.ML.Scoring;

/// <summary>What the values of a column are.</summary>
public enum ColumnKind
{
    /// <summary>A number.</summary>
    Numeric,

    /// <summary>One of a set of texts.</summary>
    Categorical,

    /// <summary>One of two texts such as Yes and No.</summary>
    Boolean,

    /// <summary>A date or an instant; the model sees its distance in days to the row's reference moment.</summary>
    Date,
}
