using System.CommandLine;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>The options that say what a flat table holds, shared by every command that learns from one.</summary>
sealed class DataOptions
{
    /// <summary>The file.</summary>
    public Option<string?> Data { get; } = new("--data")
    {
        Description = "The CRM export: a CSV file with a header, plain or .gz; ',' ';' or tab is recognised.",
        HelpName = "leads.csv",
    };

    /// <summary>The outcome column.</summary>
    public Option<string?> Label { get; } = new("--label")
    {
        Description = "The column that says whether the lead converted.", HelpName = "COLUMN",
    };

    /// <summary>The value that means converted.</summary>
    public Option<string?> Positive { get; } = new("--positive")
    {
        Description = "The value of the label that means converted; recognised for 1/0, yes/no and true/false.",
        HelpName = "VALUE",
    };

    /// <summary>The id column.</summary>
    public Option<string?> Id { get; } = new("--id")
    {
        Description = "The column that names the lead; never an input, written to scores.", HelpName = "COLUMN",
    };

    /// <summary>The time column.</summary>
    public Option<string?> Time { get; } = new("--time")
    {
        Description = "The column that says as of when a row stands; the newest rows then judge the model.",
        HelpName = "COLUMN",
    };

    /// <summary>The order of the rows.</summary>
    public Option<bool> RowsInTimeOrder { get; } = new("--rows-in-time-order")
    {
        Description = "The rows stand in the order of time, the oldest first, and no column says when; the newest rows then judge the model.",
    };

    /// <summary>Columns to leave out.</summary>
    public Option<string[]> Exclude { get; } = ColumnListOption.Create(
        "--exclude", "Columns, or with --history attributes of leads, to leave out, such as those that are filled in after the outcome; repeatable.");

    /// <summary>The options that go with a file only.</summary>
    public IReadOnlyList<Option> OfFile => [Label, Positive, Id, Time, RowsInTimeOrder];

    /// <summary>Offers the options on a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Data, .. OfFile, Exclude])
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(RowsInTimeOrder) && result.GetValue(Time) is not null)
                result.AddError("--time names the column that puts the rows in order, and --rows-in-time-order says that they are; choose one of them.");
        });
    }

    /// <summary>What the user said.</summary>
    public FlatOptions Read(ParseResult parsed) => new()
    {
        Data = parsed.GetRequiredValue(Data)!,
        Label = parsed.GetRequiredValue(Label)!,
        Positive = parsed.GetValue(Positive),
        IdColumn = parsed.GetValue(Id),
        TimeColumn = parsed.GetValue(Time),
        IsInTimeOrder = parsed.GetValue(RowsInTimeOrder),
        Exclude = parsed.GetValue(Exclude) ?? [],
    };
}
