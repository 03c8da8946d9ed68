using System.CommandLine;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads criteria show`: criteria in full, as a file that can be changed and tried.</summary>
sealed class CriteriaShowCommand : Command
{
    readonly Terminal _terminal;
    readonly Option<string?> _criteria = CriteriaOption.Create("--criteria", "The criteria to check and show in full; the shipped ones unless given.");

    public CriteriaShowCommand(Terminal terminal)
        : base("show", "Print criteria in full, as a criteria.json that can be changed and tried.")
    {
        _terminal = terminal;
        Add(_criteria);
        SetAction(Run);
    }

    int Run(ParseResult parsed)
    {
        _terminal.Output.Write(CriteriaFile.Format(CriteriaOption.Read(parsed.GetValue(_criteria))));
        return ExitCode.Ok;
    }
}
