using System.CommandLine;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads advice`: what to do with leads, learned from a history.</summary>
sealed class AdviceCommand : Command
{
    public AdviceCommand(Terminal terminal)
        : base("advice", "Learn from a history which touches go with more conversions, and how many of them leads bear.") =>
        Add(new AdviceLearnCommand(terminal));
}
