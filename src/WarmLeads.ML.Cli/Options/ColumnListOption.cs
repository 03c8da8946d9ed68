using System.CommandLine;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace WarmLeads.ML.Cli;

/// <summary>An option that names columns: `A,B`, repeatable; a name that holds a comma is quoted as in a CSV file.</summary>
static class ColumnListOption
{
    /// <summary>Makes the option.</summary>
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="description">What it does, for the help.</param>
    public static Option<string[]> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "A,B",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
        CustomParser = result => [.. result.Tokens.SelectMany(token => Split(token.Value))],
    };

    static string[] Split(string list)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false, TrimOptions = TrimOptions.Trim, Mode = CsvMode.RFC4180, BadDataFound = null,
        };
        using var parser = new CsvParser(new StringReader(list), configuration);
        return parser.Read() ? [.. parser.Record!.Where(column => column.Length > 0)] : [];
    }
}
