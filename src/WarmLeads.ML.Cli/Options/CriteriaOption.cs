using System.CommandLine;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Cli;

/// <summary>Options that name criteria of temperature.</summary>
static class CriteriaOption
{
    /// <summary>Makes the option.</summary>
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="description">What it does, for the help.</param>
    public static Option<string?> Create(string name, string description) => new(name) { Description = description, HelpName = "criteria.json" };

    /// <summary>Reads criteria.</summary>
    /// <param name="path">The file; null for the shipped criteria.</param>
    /// <exception cref="InvalidDataException">The file cannot be read, or is no such file.</exception>
    public static Criteria Read(string? path)
    {
        if (path is null)
            return Criteria.Default;
        if (!File.Exists(path))
            throw new InvalidDataException($"{path} is not there; name a file of criteria, such as `criteria show` prints.");
        return CriteriaFile.Parse(File.ReadAllText(path), Path.GetFileName(path), SignalCatalog.Default);
    }
}
