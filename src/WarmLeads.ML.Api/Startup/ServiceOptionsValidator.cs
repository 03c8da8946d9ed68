using Microsoft.Extensions.Options;
using Quartz;

namespace WarmLeads.ML.Api;

/// <summary>Says what is wrong with the settings before anything is opened or written.</summary>
sealed class ServiceOptionsValidator : IValidateOptions<ServiceOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ServiceOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    static IEnumerable<string> Problems(ServiceOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Store))
            yield return "Setting Store is empty; give a file such as data/store/warmleads.db, or Host=…;Database=…;Username=… for PostgreSQL.";
        if (string.IsNullOrWhiteSpace(options.Models))
            yield return "Setting Models is empty; give the folder of the models, such as models.";
        if (!IsModelName(options.ModelName))
            yield return $"Setting ModelName is '{options.ModelName}'; give 1 to 64 letters, digits, '-' and '_' only.";
        if (options.HorizonDays is < 1 or > 365)
            yield return $"Setting HorizonDays is {options.HorizonDays}; give 1 to 365.";
        if (options.SnapshotsPerLead is < 1 or > 50)
            yield return $"Setting SnapshotsPerLead is {options.SnapshotsPerLead}; give 1 to 50.";
        if (!(options.BudgetSeconds is >= 1 and <= 86_400))
            yield return $"Setting BudgetSeconds is {options.BudgetSeconds}; give 1 to 86400.";
        if (options.TrainingCron.Length > 0 && !CronExpression.TryParse(options.TrainingCron, out _))
            yield return $"Setting TrainingCron is '{options.TrainingCron}', which is no Quartz cron expression; give one such as '0 0 3 * * ?' (every day at 03:00 UTC), or nothing for no schedule.";
        foreach (var (holder, key) in options.ApiKeys)
        {
            if (key.Length < ApiKeys.ShortestKey)
                yield return $"Setting ApiKeys:{holder} has {key.Length} characters; give at least {ApiKeys.ShortestKey}, such as from 'openssl rand -hex 16'.";
        }

        foreach (var problem in PoolOptionsChecks.Problems(options.Pool))
            yield return problem;
        foreach (var url in options.Urls.Split(';', StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                yield return $"Setting Urls holds '{url}', which is no address; give one such as http://localhost:5080.";
        }
    }

    static bool IsModelName(string name) =>
        name.Length is >= 1 and <= 64 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}
