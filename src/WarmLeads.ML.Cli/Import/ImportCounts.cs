namespace WarmLeads.ML.Cli;

/// <summary>What became of the rows of the files.</summary>
sealed class ImportCounts
{
    // Enough to see what is wrong; the rest is counted.
    const int Sentences = 20;

    readonly List<string> _problems = [];

    /// <summary>Rows read.</summary>
    public long Rows { get; set; }

    /// <summary>Rows that an earlier import, which did not come to its end, had stored.</summary>
    public long RowsBefore { get; set; }

    /// <summary>Rows that tell of nothing that is kept.</summary>
    public long PassedOver { get; set; }

    /// <summary>Rows that are wrong.</summary>
    public long Wrong { get; private set; }

    public long Leads { get; set; }

    public long Events { get; set; }

    public long NewEvents { get; set; }

    public long Outcomes { get; set; }

    public long NewOutcomes { get; set; }

    public long Consents { get; set; }

    public long Aliases { get; set; }

    /// <summary>The first of the sentences about wrong rows.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Notes a wrong row.</summary>
    public void Add(string problem)
    {
        Wrong++;
        if (_problems.Count < Sentences)
            _problems.Add(problem);
    }
}
