using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>What both databases can keep; anything else is refused before it is written, so that the two behave alike.</summary>
/// <remarks>
/// Keys are bounded because an index entry is; PostgreSQL keeps no NUL in a text, and UTF-8 no half of a character.
/// Attribute and property values are kept as JSON, where NUL is escaped.
/// </remarks>
static class RecordCheck
{
    const int LongestKey = 200;

    public static void Check(Lead lead)
    {
        Key(lead.Id, "lead id", "a lead");
        var whose = $"lead '{lead.Id}'";
        if (lead.AccountId is not null)
            Key(lead.AccountId, "account id", whose);
        if (lead.Value is { } value && !double.IsFinite(value))
            throw new ArgumentException($"The value of {whose} is {value}; give a finite number, or none.");
        Properties(lead.Attributes, "attribute", whose);
    }

    public static void Check(EngagementEvent happened)
    {
        Key(happened.EventId, "event id", "an event");
        var whose = $"event '{happened.EventId}'";
        Key(happened.LeadId, "lead id", whose);
        Key(happened.Kind, "kind", whose);
        Key(happened.Source, "source", whose, shortest: 0);
        Properties(happened.Properties, "property", whose);
    }

    public static void Check(Outcome outcome)
    {
        Key(outcome.LeadId, "lead id", "an outcome");
        if (!Enum.IsDefined(outcome.Kind))
            throw new ArgumentException(
                $"The outcome of lead '{outcome.LeadId}' is {outcome.Kind}; known are {string.Join(", ", Enum.GetNames<OutcomeKind>())}.");
    }

    public static void Check(LeadChange change)
    {
        Key(change.LeadId, "lead id", "a change");
        var whose = $"lead '{change.LeadId}'";
        if (change.AccountId is not null)
            Key(change.AccountId, "account id", whose);
        if (change.Value is { } value && !double.IsFinite(value))
            throw new ArgumentException($"The value of {whose} is {value}; give a finite number, or none.");
        foreach (var (name, text) in change.Attributes)
        {
            WholeCharacters(name, "name of an attribute", whose);
            if (text is not null)
                WholeCharacters(text, $"attribute '{name}'", whose);
        }
    }

    public static void Check(LeadAlias alias)
    {
        Key(alias.Alias, "former id", "an alias");
        Key(alias.LeadId, "lead id", $"alias '{alias.Alias}'");
    }

    public static void Check(ConsentStatement statement)
    {
        Key(statement.LeadId, "lead id", "a consent");
        Key(statement.Source, "source", $"the consent of lead '{statement.LeadId}'", shortest: 0);
        if (!Enum.IsDefined(statement.Kind))
            throw new ArgumentException(
                $"The consent of lead '{statement.LeadId}' is about {statement.Kind}; known are {string.Join(", ", Enum.GetNames<ConsentKind>())}.");
    }

    public static void Check(IntakeBatch batch)
    {
        foreach (var alias in batch.Aliases)
            Check(alias);
        foreach (var change in batch.Changes)
            Check(change);
        foreach (var happened in batch.Events)
            Check(happened);
        foreach (var outcome in batch.Outcomes)
            Check(outcome);
        foreach (var statement in batch.Consents)
            Check(statement);
    }

    public static void Check(ScoreSweep sweep)
    {
        const string Whose = "a sweep";
        Key(sweep.ModelName, "model name", Whose);
        Key(sweep.ModelVersion, "model version", Whose);
        Key(sweep.ModelHash, "model hash", Whose);
    }

    public static void Check(LeadScore score)
    {
        Key(score.LeadId, "lead id", "a score");
        var whose = $"the score of lead '{score.LeadId}'";
        if (!(score.Probability is >= 0 and <= 1))
            throw new ArgumentException($"The probability in {whose} is {score.Probability}; it must lie in 0..1.");
        if (double.IsNaN(score.Score))
            throw new ArgumentException($"The log-odds in {whose} are not a number; a score must be one.");
        Text(score.TopReason, "top reason", whose);
    }

    public static void Check(JobRun run)
    {
        Key(run.Id, "id", "a run");
        var whose = $"run '{run.Id}'";
        Key(run.Job, "job", whose);
        Text(run.Message, "message", whose);
        if (double.IsNaN(run.Progress))
            throw new ArgumentException($"The progress of {whose} is not a number; give 0..1.");
        if (run.DetailsJson is not null)
            Text(run.DetailsJson, "details", whose);
    }

    /// <summary>Whether a record with this key can be stored at all; a database asked for another would fail, not answer.</summary>
    public static bool CanBeKey(string text)
    {
        try
        {
            Key(text, "key", "a question");
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static void Key(string text, string what, string whose, int shortest = 1)
    {
        if (text is null || text.Length < shortest || text.Length > LongestKey)
            throw new ArgumentException(
                $"The {what} of {whose} has {text?.Length ?? 0} characters; a store keeps {shortest} to {LongestKey}.");
        Text(text, what, whose);
    }

    public static void Text(string text, string what, string whose)
    {
        if (text.IndexOf('\0') is >= 0 and var at)
            throw new ArgumentException($"The {what} of {whose} has a NUL at character {at + 1}; remove it, a store cannot keep it.");
        WholeCharacters(text, what, whose);
    }

    static void Properties(IReadOnlyDictionary<string, string> properties, string what, string whose)
    {
        foreach (var (name, value) in properties)
        {
            WholeCharacters(name, $"name of a{(what[0] == 'a' ? "n" : "")} {what}", whose);
            if (value is null)
                throw new ArgumentException($"The {what} '{name}' of {whose} is null; leave out what is missing.");
            WholeCharacters(value, $"{what} '{name}'", whose);
        }
    }

    static void WholeCharacters(string text, string what, string whose)
    {
        // Half of a character is rare: the vectorized search passes nearly every text.
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            return;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
                i++;
            else if (char.IsSurrogate(text[i]))
                throw new ArgumentException(
                    $"The {what} of {whose} has half of a UTF-16 pair at character {i + 1}; remove it, a store cannot keep it.");
        }
    }
}
