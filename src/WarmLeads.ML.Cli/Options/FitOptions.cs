using System.CommandLine;
using System.Globalization;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>The options that say how much work goes into a fit, shared by every command that trains.</summary>
sealed class FitOptions
{
    /// <summary>The time allowed.</summary>
    public Option<double> Budget { get; } = NumberOption.Decimal(
        "--budget", "Seconds that training may take.", 60, 1, 86_400);

    /// <summary>The seed.</summary>
    public Option<ulong> Seed { get; } = new("--seed")
    {
        Description = "Seed of everything random: the same seed and data give the same model.",
        DefaultValueFactory = _ => 0,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
                result.AddError($"--seed takes a whole number of 0 or more; '{text}' is not one.");
            return seed;
        },
    };

    /// <summary>The threads.</summary>
    public Option<int> Threads { get; } = NumberOption.Whole(
        "--threads", "Threads to use; the result does not depend on it.", Environment.ProcessorCount, 1, 1024);

    /// <summary>Offers the options on a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Budget, Seed, Threads])
            command.Add(option);
    }

    /// <summary>What the user said.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="name">The model's name.</param>
    /// <param name="clock">The clock at the edge.</param>
    public TrainingOptions Read(ParseResult parsed, string name, TimeProvider clock) => new()
    {
        Name = name,
        BudgetSeconds = parsed.GetValue(Budget),
        Seed = parsed.GetValue(Seed),
        NumberOfThreads = parsed.GetValue(Threads),
        Clock = clock,
    };
}
