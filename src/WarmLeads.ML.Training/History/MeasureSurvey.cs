using System.Globalization;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>Looks through a history for kinds and properties that the shipped features do not measure, and for colleagues.</summary>
/// <param name="catalog">What is known of kinds.</param>
public sealed class MeasureSurvey(SignalCatalog catalog)
{
    const int MostKinds = 32, MostNumbers = 8, MostTexts = 6;

    // Texts that are hardly ever the same, such as ids and addresses, tell leads apart and nothing else.
    const int MostDistinctTexts = 2000, MostKindsHeld = 5000;

    // What fewer leads have cannot carry a difference that shows.
    const double LeastLeadShare = 0.005;

    // The shipped features measure these by themselves.
    static readonly HashSet<string> s_shipped = new(StringComparer.Ordinal)
    {
        "page", "asset", "content", "direction", "intent", "score", "topic", "provider", "source", "message_id", "machine",
    };

    readonly HashSet<string> _counted =
        [.. catalog.Kinds.Select(kind => kind.Name), .. catalog.TrackedSignals.SelectMany(signal => signal.Sources).Select(source => source.Kind)];

    readonly Dictionary<string, (int Leads, int LatestLead)> _kinds = new(StringComparer.Ordinal);
    readonly Dictionary<string, PropertyTally> _properties = new(StringComparer.Ordinal);
    int _leads, _withColleagues;

    /// <summary>Looks through histories.</summary>
    /// <param name="histories">The histories; read once.</param>
    /// <param name="catalog">What is known of kinds.</param>
    /// <param name="until">Events received from this moment on are not looked at.</param>
    /// <param name="stop">Stops between leads.</param>
    public static async Task<HistoryMeasures> ReadAsync(
        IAsyncEnumerable<LeadHistory> histories, SignalCatalog catalog, DateTimeOffset until, CancellationToken stop)
    {
        var survey = new MeasureSurvey(catalog);
        await foreach (var history in histories.WithCancellation(stop))
            survey.Add(history, until);
        return survey.Find();
    }

    /// <summary>Takes up a lead.</summary>
    /// <param name="history">The lead; its colleagues are seen where the account's events were read.</param>
    /// <param name="until">Events received from this moment on are not looked at.</param>
    public void Add(LeadHistory history, DateTimeOffset until)
    {
        _leads++;
        if (HasColleagues(history, until))
            _withColleagues++;
        foreach (var item in history.Events)
        {
            if (!IsKnown(item, until))
                continue;
            if (!_counted.Contains(item.Kind) && (_kinds.ContainsKey(item.Kind) || _kinds.Count < MostKindsHeld))
            {
                var (leads, latest) = _kinds.GetValueOrDefault(item.Kind);
                if (latest != _leads)
                    _kinds[item.Kind] = (leads + 1, _leads);
            }

            foreach (var (name, text) in item.Properties)
            {
                if (text.Length == 0 || s_shipped.Contains(name))
                    continue;
                if (!_properties.TryGetValue(name, out var tally))
                    _properties.Add(name, tally = new PropertyTally());
                tally.Add(text, _leads);
            }
        }
    }

    /// <summary>What is worth measuring: the most widespread first, names in ordinal order where they are equally so.</summary>
    public HistoryMeasures Find()
    {
        var least = Math.Max(10, LeastLeadShare * _leads);
        var properties = _properties.Where(pair => pair.Value.Leads >= least)
            .OrderByDescending(pair => pair.Value.Leads).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        return new HistoryMeasures
        {
            Kinds =
            [
                .. _kinds.Where(pair => pair.Value.Leads >= least)
                    .OrderByDescending(pair => pair.Value.Leads).ThenBy(pair => pair.Key, StringComparer.Ordinal)
                    .Take(MostKinds).Select(pair => pair.Key),
            ],
            Numbers = [.. properties.Where(pair => pair.Value.IsNumber).Take(MostNumbers).Select(pair => pair.Key)],
            Texts = [.. properties.Where(pair => pair.Value.IsText).Take(MostTexts).Select(pair => pair.Key)],
            Colleagues = _withColleagues >= least,
        };
    }

    static bool HasColleagues(LeadHistory history, DateTimeOffset until)
    {
        foreach (var events in history.EventsOfAccount ?? [])
        {
            if (events.Count > 0 && events[0].LeadId != history.Lead.Id && events.Any(item => IsKnown(item, until)))
                return true;
        }

        return false;
    }

    static bool IsKnown(EngagementEvent item, DateTimeOffset until) => item.ReceivedAt < until && item.OccurredAt < until;

    sealed class PropertyTally
    {
        readonly HashSet<string> _texts = new(StringComparer.Ordinal);
        int _latestLead;
        long _values, _numbers;
        bool _isWhole = true;

        public int Leads { get; private set; }

        // Whole numbers of few digits that name something (a member of staff) are texts as well; which of the two helps is left to the fit.
        public bool IsNumber => _numbers * 20 >= _values * 19 && _texts.Count > 1;

        public bool IsText => _texts.Count is > 1 and <= MostDistinctTexts && (_isWhole || !IsNumber) && _values >= 5L * _texts.Count;

        public void Add(string text, int lead)
        {
            if (_latestLead != lead)
            {
                _latestLead = lead;
                Leads++;
            }

            _values++;
            if (_texts.Count <= MostDistinctTexts)
                _texts.Add(text);
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            {
                _numbers++;
                _isWhole &= number == Math.Floor(number);
            }
        }
    }
}
