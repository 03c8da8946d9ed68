namespace WarmLeads.ML.Api.Tests;

public sealed class ServiceOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(Failures(new ServiceOptions()));

    [Fact]
    public void Each_wrong_setting_is_named_with_what_to_give()
    {
        var options = new ServiceOptions
        {
            Store = " ",
            Models = "",
            ModelName = "../x",
            HorizonDays = 0,
            SnapshotsPerLead = 51,
            BudgetSeconds = double.NaN,
            TrainingCron = "daily",
            Urls = "localhost",
            ApiKeys = new(StringComparer.Ordinal) { ["website"] = "short" },
        };

        Assert.Equal(
            [
                "Setting Store is empty; give a file such as data/store/warmleads.db, or Host=…;Database=…;Username=… for PostgreSQL.",
                "Setting Models is empty; give the folder of the models, such as models.",
                "Setting ModelName is '../x'; give 1 to 64 letters, digits, '-' and '_' only.",
                "Setting HorizonDays is 0; give 1 to 365.",
                "Setting SnapshotsPerLead is 51; give 1 to 50.",
                "Setting BudgetSeconds is NaN; give 1 to 86400.",
                "Setting TrainingCron is 'daily', which is no Quartz cron expression; give one such as '0 0 3 * * ?' (every day at 03:00 UTC), or nothing for no schedule.",
                "Setting ApiKeys:website has 5 characters; give at least 16, such as from 'openssl rand -hex 16'.",
                "Setting Urls holds 'localhost', which is no address; give one such as http://localhost:5080.",
            ],
            Failures(options));
    }

    [Fact]
    public void No_schedule_is_valid() => Assert.Empty(Failures(new ServiceOptions { TrainingCron = "" }));

    static IEnumerable<string> Failures(ServiceOptions options) =>
        new ServiceOptionsValidator().Validate(null, options).Failures ?? [];
}
