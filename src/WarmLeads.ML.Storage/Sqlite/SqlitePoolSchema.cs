namespace WarmLeads.ML.Storage;

/// <summary>The tables of the warm pool in a SQLite store.</summary>
static class SqlitePoolSchema
{
    // A store of before has leads that nobody has looked at: all of them wait. A row of pending_leads is always replaced, so
    // that its number only grows. A standing's index by rank begins with its state, because every list asks for states.
    public const string Tables =
        """
        CREATE TABLE pending_leads (
          number INTEGER PRIMARY KEY AUTOINCREMENT,
          lead_id TEXT NOT NULL UNIQUE
        ) STRICT;
        INSERT INTO pending_leads (lead_id) SELECT id FROM leads;

        CREATE TABLE scoring_models (
          id INTEGER PRIMARY KEY,
          hash TEXT NOT NULL,
          name TEXT NOT NULL,
          version TEXT NOT NULL,
          UNIQUE (hash, name, version)
        ) STRICT;

        CREATE TABLE standings (
          lead_id TEXT NOT NULL PRIMARY KEY,
          number INTEGER NOT NULL,
          transition_number INTEGER NOT NULL,
          state TEXT NOT NULL,
          since INTEGER NOT NULL,
          trend TEXT NOT NULL,
          trend_since INTEGER,
          evaluated_at INTEGER NOT NULL,
          rewarmed_at INTEGER,
          rewarmed_until INTEGER,
          mql_since INTEGER,
          sql_since INTEGER,
          last_engaged_at INTEGER,
          hot_since INTEGER,
          hot_until INTEGER,
          mql_up_since INTEGER,
          mql_up_until INTEGER,
          criteria_version TEXT NOT NULL,
          probability REAL,
          model_id INTEGER,
          next_look_at INTEGER,
          segment TEXT,
          value REAL,
          top_reason TEXT NOT NULL,
          is_hidden INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX standings_by_chance ON standings (state, coalesce(probability, -1) DESC, lead_id);
        CREATE INDEX standings_by_value ON standings (state, coalesce(probability * value, -1) DESC, lead_id);
        CREATE INDEX standings_to_look_at ON standings (next_look_at) WHERE next_look_at IS NOT NULL;

        CREATE TABLE transitions (
          lead_id TEXT NOT NULL,
          number INTEGER NOT NULL,
          at INTEGER NOT NULL,
          kind TEXT NOT NULL,
          from_state TEXT NOT NULL,
          to_state TEXT NOT NULL,
          cause TEXT NOT NULL,
          signals TEXT NOT NULL,
          probability REAL,
          score REAL,
          contributions TEXT NOT NULL,
          criteria_version TEXT NOT NULL,
          model_id INTEGER,
          PRIMARY KEY (lead_id, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX transitions_in_time ON transitions (at, lead_id, number);

        CREATE TABLE lead_scores (
          lead_id TEXT NOT NULL,
          at INTEGER NOT NULL,
          probability REAL NOT NULL,
          score REAL NOT NULL,
          top_reason TEXT NOT NULL,
          model_id INTEGER NOT NULL,
          PRIMARY KEY (lead_id, at)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE handoffs (
          id TEXT NOT NULL PRIMARY KEY,
          lead_id TEXT NOT NULL,
          at INTEGER NOT NULL,
          due_at INTEGER NOT NULL,
          route TEXT NOT NULL,
          checklist TEXT NOT NULL,
          cause TEXT NOT NULL,
          probability REAL,
          score REAL,
          contributions TEXT NOT NULL,
          criteria_version TEXT NOT NULL,
          model_id INTEGER,
          status TEXT NOT NULL,
          decided_at INTEGER,
          decided_by TEXT,
          rejection TEXT,
          note TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX handoffs_open ON handoffs (lead_id) WHERE status = 'Open';
        CREATE INDEX handoffs_of_lead ON handoffs (lead_id, at);
        CREATE INDEX handoffs_due ON handoffs (status, due_at, id);

        CREATE TABLE webhooks (
          id TEXT NOT NULL PRIMARY KEY,
          url TEXT NOT NULL,
          secret TEXT NOT NULL,
          created_at INTEGER NOT NULL,
          kinds TEXT NOT NULL,
          disabled_because TEXT
        ) STRICT;

        CREATE TABLE alerts (
          id TEXT NOT NULL PRIMARY KEY,
          webhook_id TEXT NOT NULL,
          lead_id TEXT NOT NULL,
          kind TEXT NOT NULL,
          created_at INTEGER NOT NULL,
          body TEXT NOT NULL,
          debounce INTEGER NOT NULL,
          status TEXT NOT NULL,
          due_at INTEGER NOT NULL,
          attempts INTEGER NOT NULL,
          tried_at INTEGER,
          message TEXT NOT NULL
        ) STRICT;
        CREATE INDEX alerts_due ON alerts (due_at, id) WHERE status = 'Waiting';
        CREATE INDEX alerts_of_lead ON alerts (lead_id, kind, webhook_id);
        CREATE INDEX alerts_by_status ON alerts (status, created_at, id);

        ALTER TABLE score_sweeps ADD COLUMN parts INTEGER;
        CREATE TABLE sweep_parts (
          sweep_id INTEGER NOT NULL,
          part INTEGER NOT NULL,
          after_lead TEXT NOT NULL,
          number INTEGER NOT NULL,
          held_until INTEGER NOT NULL,
          lead_count INTEGER NOT NULL,
          is_done INTEGER NOT NULL,
          PRIMARY KEY (sweep_id, part)
        ) STRICT, WITHOUT ROWID;
        """;
}
