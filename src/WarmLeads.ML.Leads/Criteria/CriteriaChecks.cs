using System.Globalization;

namespace WarmLeads.ML.Leads;

/// <summary>Refuses criteria that are out of range or contradict each other. Names are those of `criteria.json`.</summary>
static class CriteriaChecks
{
    const double MostDays = 3650;

    public static void Check(string version, string segmentAttribute)
    {
        if (string.IsNullOrWhiteSpace(version) || version.Length > 100)
            throw new ArgumentException("The criteria have no 'version' of 1 to 100 characters. Give one, and another with every change.");
        if (string.IsNullOrWhiteSpace(segmentAttribute))
            throw new ArgumentException("'segment_attribute' is empty. Name the attribute of a lead that says its segment.");
    }

    public static void Check(string where, CriteriaRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        CheckDays(where, "warm.acts_within_days", rules.WarmActDays);
        CheckDays(where, "hot.acts_within_days", rules.DecisiveActDays);
        CheckDays(where, "mql.acts_within_days", rules.MqlActDays);
        CheckDays(where, "rewarm.silence_days", rules.RewarmSilenceDays);
        CheckDays(where, "rewarm.counts_for_days", rules.RewarmedForDays);
        CheckDays(where, "patience.days", rules.PatienceDays);
        if (!(rules.DwellDays is >= 0 and <= MostDays))
            throw Wrong(where, $"hot.dwell_days is {Text(rules.DwellDays)}", "Choose a number from 0 to 3650");
        CheckThresholds(where, "hot", rules.HotEnter, rules.HotLeave);
        CheckThresholds(where, "mql", rules.MqlEnter, rules.MqlLeave);
        if (rules.MqlEnter > rules.HotEnter)
        {
            throw Wrong(
                where, $"mql.enter_probability {Text(rules.MqlEnter)} is above hot.enter_probability {Text(rules.HotEnter)}, so that leads would be hot before they are marketing-qualified",
                "Lower the one or raise the other");
        }
        if (rules.PatienceDays < rules.WarmActDays)
        {
            throw Wrong(
                where, $"patience.days {Text(rules.PatienceDays)} is less than warm.acts_within_days {Text(rules.WarmActDays)}, so that a lead would turn cold while a warm criterion is met",
                "Raise the patience");
        }
        CheckFalseAlarms(where, "trend.heating_false_alarms_a_year", rules.HeatingFalseAlarmsAYear);
        CheckFalseAlarms(where, "trend.cooling_false_alarms_a_year", rules.CoolingFalseAlarmsAYear);
        if (!(rules.Burstiness is >= 1 and <= 20))
            throw Wrong(where, $"trend.burstiness is {Text(rules.Burstiness)}", "Choose a number from 1 to 20");
        CheckLevels(where, rules.WarmLevels);
        CheckKinds(where, rules);
    }

    /// <summary>What only the catalog can tell.</summary>
    public static void Check(string where, CriteriaRules rules, SignalCatalog catalog)
    {
        foreach (var level in rules.WarmLevels)
        {
            foreach (var count in level.Counts.Where(count => catalog.TrackedSignals.All(signal => signal.Name != count.Signal)))
            {
                throw Wrong(
                    where, $"level '{level.Name}' counts '{count.Signal}', which is no signal; known are {string.Join(", ", catalog.TrackedSignals.Select(signal => signal.Name))}",
                    "Correct the name, or track the signal in signals.json");
            }
        }
        foreach (var act in rules.MqlActs)
        {
            var kind = catalog.Kinds.FirstOrDefault(kind => kind.Name.Equals(act, StringComparison.Ordinal));
            if (kind is null || (kind.Traits & (SignalTraits.Warm | SignalTraits.Decisive)) == SignalTraits.None)
            {
                throw Wrong(
                    where, $"mql.acts has '{act}', which is no warm or decisive act, so that a lead could be marketing-qualified without being warm",
                    "Remove it, or give the kind the trait warm in signals.json");
            }
        }
    }

    static void CheckDays(string where, string name, double days)
    {
        if (!(days is > 0 and <= MostDays))
            throw Wrong(where, $"{name} is {Text(days)}", "Choose a number of days above 0 and at most 3650");
    }

    static void CheckThresholds(string where, string part, double enter, double leave)
    {
        if (!(enter is > 0 and < 1))
            throw Wrong(where, $"{part}.enter_probability is {Text(enter)}", "Choose a number between 0 and 1");
        if (!(leave > 0 && leave <= enter))
        {
            throw Wrong(
                where, $"{part}.leave_probability is {Text(leave)} and {part}.enter_probability {Text(enter)}",
                "Choose a leaving threshold above 0 and not above the entering one");
        }
    }

    static void CheckFalseAlarms(string where, string name, double rate)
    {
        if (!(rate is > 0 and <= 12))
            throw Wrong(where, $"{name} is {Text(rate)}", "Choose a number above 0 and at most 12");
    }

    static void CheckLevels(string where, IReadOnlyList<EngagementLevel> levels)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var level in levels)
        {
            if (string.IsNullOrWhiteSpace(level.Name) || !names.Add(level.Name))
                throw Wrong(where, $"warm.levels has two levels '{level.Name}' or one without a name", "Give each its own name");
            CheckDays(where, $"within_days of level '{level.Name}'", level.WithinDays);
            if (level.Counts.Count == 0)
                throw Wrong(where, $"level '{level.Name}' counts nothing", "Name at least one signal and how often it must have happened");
            foreach (var count in level.Counts.Where(count => count.AtLeast is < 1 or > 1000))
                throw Wrong(where, $"level '{level.Name}' asks for {count.AtLeast} '{count.Signal}'", "Choose a number from 1 to 1000");
        }
    }

    static void CheckKinds(string where, CriteriaRules rules)
    {
        if (rules.SqlAcceptedBy.Count == 0)
            throw Wrong(where, "sql.accepted_by is empty, so that no lead could be accepted", "Name the kinds of events by which sales accepts a lead");
        foreach (var (name, kinds) in ((string, IReadOnlyList<string>)[])[
            ("mql.acts", rules.MqlActs), ("sql.accepted_by", rules.SqlAcceptedBy), ("sql.returned_by", rules.SqlReturnedBy)])
        {
            if (kinds.Any(string.IsNullOrWhiteSpace))
                throw Wrong(where, $"{name} has a kind without a name", "Name it or remove it");
        }
        if (rules.SqlAcceptedBy.Intersect(rules.SqlReturnedBy, StringComparer.Ordinal).FirstOrDefault() is { } both)
            throw Wrong(where, $"'{both}' stands in sql.accepted_by and in sql.returned_by", "Remove it from one of the two");
    }

    static ArgumentException Wrong(string where, string what, string remedy) => new($"{where}{what}. {remedy}.");

    static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
