using System.CommandLine;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads criteria`: what makes a lead warm or hot, shown, tried and learned.</summary>
sealed class CriteriaCommand : Command
{
    public CriteriaCommand(Terminal terminal)
        : base("criteria", "Show what makes a lead warm, hot, re-warmed, heating or cooling, try other criteria on a history, or learn patience from one.")
    {
        Add(new CriteriaShowCommand(terminal));
        Add(new CriteriaTryCommand(terminal));
        Add(new CriteriaLearnCommand(terminal));
    }
}
