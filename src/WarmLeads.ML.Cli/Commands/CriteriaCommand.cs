using System.CommandLine;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads criteria`: what makes a lead warm or hot, shown and tried.</summary>
sealed class CriteriaCommand : Command
{
    public CriteriaCommand(Terminal terminal)
        : base("criteria", "Show what makes a lead warm, hot, re-warmed, heating or cooling, or try other criteria on a history.")
    {
        Add(new CriteriaShowCommand(terminal));
        Add(new CriteriaTryCommand(terminal));
    }
}
