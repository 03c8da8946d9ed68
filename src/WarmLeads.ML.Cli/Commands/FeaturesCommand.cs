using System.CommandLine;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads features`: what is measured of a lead, each with its readable name, family, unit and definition.</summary>
sealed class FeaturesCommand : Command
{
    readonly Terminal _terminal;
    readonly Option<bool> _list = new("--list") { Description = "List every feature." };
    readonly Option<string?> _model = new("--model")
    {
        Description = "A model, for what it measures of its own history besides the shipped features.", HelpName = "models/leads",
    };

    readonly Option<bool> _json = JsonOutput.Option();

    public FeaturesCommand(Terminal terminal)
        : base("features", "List what is measured of a lead: name, family, unit and definition of each feature.")
    {
        _terminal = terminal;
        foreach (Option option in (Option[])[_list, _model, _json])
            Add(option);
        Validators.Add(result =>
        {
            if (!result.GetValue(_list))
                result.AddError("features needs --list, which lists them.");
        });
        SetAction(Run);
    }

    int Run(ParseResult parsed)
    {
        var measures = parsed.GetValue(_model) is { } path ? ConversionModel.Load(path).Schema.Measures : new HistoryMeasures { Colleagues = true };
        var builder = new LeadScorer(new LeadFeatureBuilder()).BuilderOf(measures);
        FeatureDefinition[] features = [.. builder.Definitions, .. builder.TextDefinitions, .. DerivedAttributes.Definitions];
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_terminal.Output, features);
            return ExitCode.Ok;
        }

        foreach (var family in features.GroupBy(feature => feature.Family).OrderBy(group => group.Key))
        {
            _terminal.Output.WriteLine($"{family.Key}:");
            foreach (var feature in family)
            {
                _terminal.Output.WriteLine($"  {feature.Name} [{feature.Unit}] {feature.DisplayName}");
                _terminal.Output.WriteLine($"      {feature.Definition}");
            }
        }

        _terminal.Output.WriteLine($"{Figures.Count(features.Length)} features.");
        return ExitCode.Ok;
    }
}
