namespace WarmLeads.ML.Leads;

/// <summary>A simulated lead before anything happens to it.</summary>
/// <param name="Lead">The lead as the CRM knows it.</param>
/// <param name="Segment">Place of its segment in <see cref="BuyerChain.Segments"/>.</param>
/// <param name="NeedProbability">Chance that the lead has a need, given what the CRM knows of it.</param>
/// <param name="FirstState">Chance of each state on arrival.</param>
sealed record LeadProfile(Lead Lead, int Segment, double NeedProbability, double[] FirstState)
{
    /// <summary>The chance that the lead ever converts, given its attributes.</summary>
    public double ConversionProbability()
    {
        var chance = 0.0;
        foreach (var hasNeed in (bool[])[false, true])
        {
            var ever = BuyerChain.Of(Segment, hasNeed).ConvertsEver;
            for (var state = 0; state < BuyerChain.StateCount; state++)
                chance += (hasNeed ? NeedProbability : 1 - NeedProbability) * FirstState[state] * ever[state];
        }
        return chance;
    }
}
