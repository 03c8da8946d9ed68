namespace WarmLeads.ML.Storage;

/// <summary>What the pool holds of a former id goes to the lead that it belongs to.</summary>
static class JoinedPool
{
    /// <summary>Moves everything from `@alias` to `@owner`, within the transaction of the join.</summary>
    /// <remarks>
    /// The owner's standing stays where it has one, and gets another number: a look at either of the two that is under way is refused
    /// and done again with the history of both. Transitions of the former id are numbered after the owner's, so that the next one has
    /// a number of its own; lists go by time. Of two open handoffs the owner's stays open.
    /// </remarks>
    public const string Sql =
        """
        UPDATE handoffs SET status = 'Withdrawn' WHERE lead_id = @alias AND status = 'Open'
          AND EXISTS (SELECT 1 FROM handoffs o WHERE o.lead_id = @owner AND o.status = 'Open');
        UPDATE handoffs SET lead_id = @owner WHERE lead_id = @alias;
        UPDATE alerts SET lead_id = @owner WHERE lead_id = @alias;
        UPDATE transitions SET lead_id = @owner, number = number + (SELECT coalesce(max(o.number), 0) FROM transitions o WHERE o.lead_id = @owner)
          WHERE lead_id = @alias;
        UPDATE standings SET lead_id = @owner WHERE lead_id = @alias AND NOT EXISTS (SELECT 1 FROM standings o WHERE o.lead_id = @owner);
        DELETE FROM standings WHERE lead_id = @alias;
        UPDATE standings SET number = number + 1, transition_number = (SELECT coalesce(max(t.number), 0) FROM transitions t WHERE t.lead_id = @owner)
          WHERE lead_id = @owner;
        UPDATE lead_scores SET lead_id = @owner WHERE lead_id = @alias
          AND NOT EXISTS (SELECT 1 FROM lead_scores o WHERE o.lead_id = @owner AND o.at = lead_scores.at);
        DELETE FROM lead_scores WHERE lead_id = @alias;
        UPDATE scores SET lead_id = @owner WHERE lead_id = @alias
          AND NOT EXISTS (SELECT 1 FROM scores o WHERE o.lead_id = @owner AND o.sweep_id = scores.sweep_id);
        DELETE FROM scores WHERE lead_id = @alias;
        """;
}
