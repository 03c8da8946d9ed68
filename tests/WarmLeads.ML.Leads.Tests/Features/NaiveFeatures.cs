using System.Globalization;

namespace WarmLeads.ML.Leads.Tests;

/// <summary>The features again, each computed by itself from its definition, slowly.</summary>
sealed class NaiveFeatures
{
    readonly SignalCatalog _catalog;
    readonly DateTimeOffset _cutoff;
    readonly Lead _lead;
    readonly List<EngagementEvent> _all;
    readonly HashSet<EngagementEvent> _machine;

    public NaiveFeatures(SignalCatalog catalog, Lead lead, IEnumerable<EngagementEvent> events, DateTimeOffset cutoff)
    {
        _catalog = catalog;
        _lead = lead;
        _cutoff = cutoff;
        _all = [.. events
            .Where(item => item.OccurredAt < cutoff && item.ReceivedAt < cutoff)
            .GroupBy(item => (item.Source, item.EventId))
            .Select(copies => copies
                .OrderBy(copy => copy.ReceivedAt).ThenBy(copy => copy.OccurredAt).ThenBy(copy => copy.Kind, StringComparer.Ordinal)
                .ThenBy(copy => string.Join('\u001e', copy.Properties.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key + '\u001f' + p.Value)), StringComparer.Ordinal)
                .First())
            .OrderBy(item => item.OccurredAt).ThenBy(item => item.Source, StringComparer.Ordinal).ThenBy(item => item.EventId, StringComparer.Ordinal)];
        _machine = new HashSet<EngagementEvent>(_all.Where(IsMachine), ReferenceEqualityComparer.Instance);
        Humans = [.. _all.Where(item => !_machine.Contains(item))];
        Ours = [.. Humans.Where(item => Meaning(item).IsOwnTouch)];
        Cooling = [.. Humans.Where(item => !Meaning(item).IsOwnTouch && Meaning(item).IsCooling)];
        Theirs = [.. Humans.Where(item => !Meaning(item).IsOwnTouch && !Meaning(item).IsCooling)];
        Engagement = [.. Theirs.Where(item => Meaning(item).Family != SignalFamily.Intent)];
    }

    List<EngagementEvent> Humans { get; }

    List<EngagementEvent> Ours { get; }

    List<EngagementEvent> Cooling { get; }

    List<EngagementEvent> Theirs { get; }

    List<EngagementEvent> Engagement { get; }

    /// <summary>Every feature by name.</summary>
    public Dictionary<string, double> All()
    {
        var features = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["tenure_days"] = (_cutoff - _lead.CreatedAt).TotalDays,
            ["lead_value"] = _lead.Value ?? double.NaN,
            ["has_account"] = _lead.AccountId is null ? 0 : 1,
        };
        Track(features, "engagement", Engagement, [1, 7, 14, 30, 90, double.PositiveInfinity], hasDecay: true);
        Track(features, "own_touch", Ours, [7, 30, double.PositiveInfinity]);
        Track(features, "machine_event", _all.Where(_machine.Contains), [30, double.PositiveInfinity]);
        Track(features, "cooling_event", Cooling, [30, double.PositiveInfinity]);
        Track(features, "decisive_act", Theirs.Where(item => Meaning(item).Traits.HasFlag(SignalTraits.Decisive)), [30, double.PositiveInfinity]);
        Track(features, "warm_act", Theirs.Where(item => Meaning(item).Traits.HasFlag(SignalTraits.Warm)), [30, double.PositiveInfinity]);
        foreach (var family in Enum.GetValues<SignalFamily>().Where(family => family is not (SignalFamily.Fit or SignalFamily.Engagement)))
            Track(features, family.ToString().ToLowerInvariant(), Theirs.Where(item => Meaning(item).Family == family), [30, 90], hasDecay: true);
        foreach (var signal in _catalog.TrackedSignals)
            Track(features, signal.Name, Humans.Where(item => CountsFor(item, signal.Name)), [30, double.PositiveInfinity]);
        foreach (var sequence in _catalog.Sequences)
            Sequence(features, sequence);
        Rhythm(features);
        Breadth(features);
        Product(features);
        Intent(features);
        Response(features);
        return features;
    }

    static double Share(bool value) => value ? 1 : 0;

    static double OrMissing(IEnumerable<double> values, Func<IEnumerable<double>, double> of) => values.Any() ? of(values) : double.NaN;

    void Track(Dictionary<string, double> features, string name, IEnumerable<EngagementEvent> events, double[] windows, bool hasDecay = false)
    {
        foreach (var days in windows)
            features[$"{name}_count_{(double.IsInfinity(days) ? "ever" : $"{days}d")}"] = events.Count(item => IsWithin(item, days));
        features[$"days_since_{name}"] = OrMissing(events.Select(Age), ages => ages.Min());
        if (hasDecay)
            features[$"{name}_decayed"] = events.Sum(item => Math.Pow(0.5, Age(item) / 14));
    }

    void Sequence(Dictionary<string, double> features, SignalSequence sequence)
    {
        var completed = Humans.Where(then => CountsFor(then, sequence.Then) && Humans.Any(first =>
            CountsFor(first, sequence.First) && first.OccurredAt < then.OccurredAt && then.OccurredAt - first.OccurredAt <= TimeSpan.FromDays(sequence.WithinDays)));
        features[$"{sequence.Name}_count_ever"] = completed.Count();
        features[$"days_since_{sequence.Name}"] = OrMissing(completed.Select(Age), ages => ages.Min());
    }

    void Rhythm(Dictionary<string, double> features)
    {
        var events = Engagement;
        var starts = events.Where((item, i) => i == 0 || item.OccurredAt - events[i - 1].OccurredAt > TimeSpan.FromMinutes(30)).ToList();
        var gaps = starts.Skip(1).Select(start => (start.OccurredAt - events[events.IndexOf(start) - 1].OccurredAt).TotalDays).ToList();
        var wakeUps = starts.Skip(1).Zip(gaps).Where(pair => IsWithin(pair.First, 30)).Select(pair => pair.Second);
        var days = events.Select(item => ((_cutoff - item.OccurredAt).Ticks - 1) / TimeSpan.TicksPerDay).Distinct().ToList();
        double Between(double from, double to) => events.Count(item => !IsWithin(item, from) && IsWithin(item, to));

        features["days_since_first_engagement"] = OrMissing(events.Select(Age), ages => ages.Max());
        features["active_days_30d"] = days.Count(day => day < 30);
        features["active_days_90d"] = days.Count(day => day < 90);
        features["active_days_ever"] = days.Count;
        features["session_count_7d"] = starts.Count(start => IsWithin(start, 7));
        features["session_count_30d"] = starts.Count(start => IsWithin(start, 30));
        features["session_count_ever"] = starts.Count;
        features["events_per_session"] = events.Count / (double)starts.Count;
        features["mean_gap_days"] = OrMissing(gaps, all => all.Average());
        features["gap_deviation_days"] = gaps.Count < 2 ? double.NaN : Math.Sqrt(gaps.Average(gap => Math.Pow(gap - gaps.Average(), 2)));
        features["longest_gap_days"] = OrMissing(gaps, all => all.Max());
        features["silence_ratio"] = gaps.Count == 0 ? double.NaN : Age(events[^1]) / gaps.Average();
        features["engagement_per_week"] = events.Count == 0 ? double.NaN : events.Count / Math.Max(1, Age(events[0]) / 7);
        features["trend_7d"] = events.Any(item => IsWithin(item, 28)) ? (Between(0, 7) + 0.5) / 7 / ((Between(7, 28) + 1.5) / 21) : double.NaN;
        features["trend_30d"] = events.Any(item => IsWithin(item, 60)) ? (Between(0, 30) + 0.5) / (Between(30, 60) + 0.5) : double.NaN;
        features["rewarm_silence_days"] = OrMissing(wakeUps, all => all.Max());
        features["rewarm_count"] = gaps.Count(gap => gap >= 90);
        features["first_act_decisive"] = events.Count == 0 ? double.NaN : Share(Meaning(events[0]).Traits.HasFlag(SignalTraits.Decisive));
        features["latest_act_decisive"] = events.Count == 0 ? double.NaN : Share(Meaning(events[^1]).Traits.HasFlag(SignalTraits.Decisive));
        features["latest_session_events"] = events.Count == 0 ? double.NaN : events.Count - events.IndexOf(starts[^1]);
    }

    void Breadth(Dictionary<string, double> features)
    {
        var recent = Engagement.Where(item => IsWithin(item, 30)).ToList();
        features["distinct_kinds_30d"] = recent.Select(item => item.Kind).Distinct().Count();
        features["distinct_kinds_ever"] = Engagement.Select(item => item.Kind).Distinct().Count();
        features["distinct_families_30d"] = recent.Select(item => Meaning(item).Family).Distinct().Count();
        features["distinct_families_ever"] = Engagement.Select(item => Meaning(item).Family).Distinct().Count();
        features["distinct_pages_30d"] = recent.Select(item => item.Properties.GetValueOrDefault("page")).OfType<string>().Distinct().Count();
        features["distinct_pages_ever"] = Engagement.Select(item => item.Properties.GetValueOrDefault("page")).OfType<string>().Distinct().Count();
        features["distinct_content_ever"] = Engagement.Select(item => item.Properties.GetValueOrDefault("asset")).OfType<string>().Distinct().Count();
    }

    void Product(Dictionary<string, double> features)
    {
        var trials = Engagement.Where(item => CountsFor(item, "trial_started")).ToList();
        var uses = Engagement.Count(item => CountsFor(item, "feature_used"));
        var activations = Engagement.Where(item => CountsFor(item, "activation")).ToList();
        var afterTrial = trials.Count == 0 ? [] : activations.Where(item => Engagement.IndexOf(item) > Engagement.IndexOf(trials[0])).ToList();
        features["explored_not_activated"] = trials.Count + uses + activations.Count == 0 ? double.NaN : Share(uses >= 3 && activations.Count == 0);
        features["days_to_activation"] = afterTrial.Count == 0 ? double.NaN : (afterTrial[0].OccurredAt - trials[0].OccurredAt).TotalDays;
        features["days_in_trial"] = OrMissing(trials.Select(Age), ages => ages.Max());
    }

    void Intent(Dictionary<string, double> features)
    {
        var scores = _all.Where(item => Meaning(item).Family == SignalFamily.Intent)
            .Select(item => (Item: item, Score: double.TryParse(item.Properties.GetValueOrDefault("score"), CultureInfo.InvariantCulture, out var score) ? score : double.NaN))
            .Where(pair => double.IsFinite(pair.Score)).ToList();
        features["intent_score_30d"] = OrMissing(scores.Where(pair => IsWithin(pair.Item, 30)).Select(pair => pair.Score), all => all.Max());
        features["intent_score_before"] = OrMissing(scores.Where(pair => !IsWithin(pair.Item, 30)).Select(pair => pair.Score), all => all.Average());
        features["intent_spike"] = features["intent_score_30d"] - features["intent_score_before"];
    }

    void Response(Dictionary<string, double> features)
    {
        var latest = Engagement.Count == 0 ? -1 : _all.IndexOf(Engagement[^1]);
        var touches = Ours.Count(item => IsWithin(item, 90));
        features["unanswered_touches"] = Ours.Count(item => _all.IndexOf(item) > latest);
        features["engagement_per_touch_90d"] = touches == 0 ? double.NaN : Engagement.Count(item => IsWithin(item, 90)) / (double)touches;
        features["active_after_cooling"] = Cooling.Count == 0 ? double.NaN : Share(Engagement.Exists(item => item.OccurredAt > Cooling[^1].OccurredAt));
    }

    SignalMeaning Meaning(EngagementEvent item) => _catalog.MeaningOf(item);

    double Age(EngagementEvent item) => (_cutoff - item.OccurredAt).TotalDays;

    bool IsWithin(EngagementEvent item, double days) => double.IsInfinity(days) || (_cutoff - item.OccurredAt) <= TimeSpan.FromDays(days);

    bool CountsFor(EngagementEvent item, string signal)
    {
        var direction = item.Properties.GetValueOrDefault("direction", "");
        return direction != "out" && _catalog.TrackedSignals.Single(tracked => tracked.Name == signal).Sources.Any(source =>
            source.Kind == item.Kind && (source.Property is null || (item.Properties.TryGetValue(source.Property, out var value) &&
                source.Contains.Any(text => value.Contains(text, StringComparison.OrdinalIgnoreCase)))));
    }

    bool IsMachine(EngagementEvent item)
    {
        bool Is(EngagementEvent other, string kind) => other.Kind == kind;
        bool HasTime(EngagementEvent other) => other.OccurredAt.UtcDateTime.TimeOfDay != TimeSpan.Zero;
        bool IsSameOrUnsaid(string property, EngagementEvent other) =>
            !item.Properties.TryGetValue(property, out var one) || !other.Properties.TryGetValue(property, out var two) || one == two;
        if (!Is(item, "email_opened") && !Is(item, "email_clicked"))
            return false;
        return item.Properties.GetValueOrDefault("machine") == "true"
            || _all.Exists(sent => HasTime(item) && HasTime(sent) && (Is(sent, "email_sent") || Is(sent, "email_delivered")) && IsSameOrUnsaid("mail", sent) &&
                sent.OccurredAt <= item.OccurredAt && item.OccurredAt - sent.OccurredAt <= TimeSpan.FromSeconds(2))
            || (Is(item, "email_clicked") && _all.Exists(other => HasTime(item) && HasTime(other) && Is(other, "email_clicked") && IsSameOrUnsaid("mail", other) && !IsSameOrUnsaid("link", other) &&
                (item.OccurredAt - other.OccurredAt).Duration() <= TimeSpan.FromSeconds(2)));
    }
}
