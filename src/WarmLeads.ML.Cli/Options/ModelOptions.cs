using System.CommandLine;

namespace WarmLeads.ML.Cli;

/// <summary>The options that name a model and the leads to put to it, shared by every command that predicts.</summary>
sealed class ModelOptions
{
    /// <summary>The model.</summary>
    public Option<string> Model { get; } = new("--model")
    {
        Description = "The model: its file, a version's folder as `train` prints it, or a model's folder for the version in use.",
        HelpName = "models/leads",
        Required = true,
    };

    /// <summary>The file of leads.</summary>
    public Option<string?> Data { get; } = new("--data")
    {
        Description = "The leads: a CSV file with a header, plain or .gz, its columns in any order.",
        HelpName = "leads.csv",
    };

    /// <summary>Offers the options on a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Model);
        command.Add(Data);
    }
}
