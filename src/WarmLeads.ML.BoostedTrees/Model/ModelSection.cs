namespace WarmLeads.ML.BoostedTrees;

/// <summary>What a section of a model file holds; the numbers are those of the file.</summary>
enum ModelSection : uint
{
    /// <summary>Names and kinds of the features.</summary>
    Schema = 1,

    /// <summary>Bins of the categories, and the sets that nodes send left.</summary>
    Categories = 2,

    /// <summary>Base score and trees.</summary>
    Trees = 3,

    /// <summary>What scores mean; left out where they are log-odds.</summary>
    Link = 4,

    /// <summary>Bytes that the caller saved with the model, under a name.</summary>
    Attachment = 100,
}
