namespace WarmLeads.ML.Leads;

/// <summary>A threshold with hysteresis and a minimum dwell, and how the memory of it goes on from look to look.</summary>
readonly record struct ThresholdRule(double Enter, double Leave, double DwellDays)
{
    // Lateness beyond this is put right as if the lead had been looked at from then on only.
    const int MostDaysBack = 90;

    /// <summary>The memory after a look.</summary>
    /// <param name="spell">The memory before.</param>
    /// <param name="probability">What the model says.</param>
    /// <param name="at">The moment of the look.</param>
    public ThresholdSpell After(ThresholdSpell spell, double probability, DateTimeOffset at)
    {
        if (probability >= Enter)
            return spell.IsOpen ? spell : new ThresholdSpell(at, null);
        return probability < Leave && spell.IsOpen && at >= DwellOver(spell) ? spell with { Until = at } : spell;
    }

    /// <summary>When an open spell may end.</summary>
    public DateTimeOffset DwellOver(ThresholdSpell spell) => spell.Since!.Value.AddDays(DwellDays);

    /// <summary>The memory as it would be, had events that arrived late been known from the first midnight after them.</summary>
    /// <param name="spell">The memory as it is.</param>
    /// <param name="probabilityAt">What the model says as of a midnight from what is known now.</param>
    /// <param name="lateFrom">When the earliest of the late events occurred, not before the lead's registration.</param>
    /// <param name="registeredAt">When the lead was registered.</param>
    /// <param name="until">The moment of the look before.</param>
    public ThresholdSpell PutRight(
        ThresholdSpell spell, Func<DateTimeOffset, double> probabilityAt, DateTimeOffset lateFrom, DateTimeOffset registeredAt, DateTimeOffset until)
    {
        var right = default(ThresholdSpell);
        // Before the late events nothing is different: what is remembered of then still stands. Of an earlier spell nothing is remembered.
        var from = lateFrom;
        if (spell.Since > from)
            from = registeredAt;
        else
            right = spell with { Until = spell.Until > from ? null : spell.Until };
        var earliest = until.AddDays(-MostDaysBack);
        if (from < earliest)
            from = earliest;
        for (var midnight = new DateTimeOffset(from.UtcDateTime.Date, TimeSpan.Zero).AddDays(1); midnight <= until; midnight = midnight.AddDays(1))
            right = After(right, probabilityAt(midnight), midnight);
        return right;
    }
}
