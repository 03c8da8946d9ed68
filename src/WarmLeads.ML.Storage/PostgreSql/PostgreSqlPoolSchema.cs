namespace WarmLeads.ML.Storage;

/// <summary>The tables of the warm pool in a PostgreSQL store.</summary>
static class PostgreSqlPoolSchema
{
    // A store of before has leads that nobody has looked at: all of them wait.
    public const string Tables =
        """
        CREATE TABLE pending_leads (
          lead_id text COLLATE "C" NOT NULL PRIMARY KEY,
          number bigint NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE
        );
        INSERT INTO pending_leads (lead_id) SELECT id FROM leads;

        CREATE TABLE scoring_models (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          hash text COLLATE "C" NOT NULL,
          name text COLLATE "C" NOT NULL,
          version text COLLATE "C" NOT NULL,
          UNIQUE (hash, name, version)
        );

        CREATE TABLE standings (
          lead_id text COLLATE "C" NOT NULL PRIMARY KEY,
          number bigint NOT NULL,
          transition_number bigint NOT NULL,
          state text COLLATE "C" NOT NULL,
          since timestamptz NOT NULL,
          trend text COLLATE "C" NOT NULL,
          trend_since timestamptz,
          evaluated_at timestamptz NOT NULL,
          rewarmed_at timestamptz,
          rewarmed_until timestamptz,
          mql_since timestamptz,
          sql_since timestamptz,
          last_engaged_at timestamptz,
          hot_since timestamptz,
          hot_until timestamptz,
          mql_up_since timestamptz,
          mql_up_until timestamptz,
          criteria_version text COLLATE "C" NOT NULL,
          probability double precision,
          model_id bigint,
          next_look_at timestamptz,
          segment text COLLATE "C",
          value double precision,
          top_reason text COLLATE "C" NOT NULL,
          is_hidden bigint NOT NULL
        );
        CREATE INDEX standings_by_chance ON standings (state, (coalesce(probability, -1)) DESC, lead_id);
        CREATE INDEX standings_by_value ON standings (state, (coalesce(probability * value, -1)) DESC, lead_id);
        CREATE INDEX standings_to_look_at ON standings (next_look_at) WHERE next_look_at IS NOT NULL;

        CREATE TABLE transitions (
          lead_id text COLLATE "C" NOT NULL,
          number bigint NOT NULL,
          at timestamptz NOT NULL,
          kind text COLLATE "C" NOT NULL,
          from_state text COLLATE "C" NOT NULL,
          to_state text COLLATE "C" NOT NULL,
          cause text COLLATE "C" NOT NULL,
          signals text COLLATE "C" NOT NULL,
          probability double precision,
          score double precision,
          contributions text COLLATE "C" NOT NULL,
          criteria_version text COLLATE "C" NOT NULL,
          model_id bigint,
          PRIMARY KEY (lead_id, number)
        );
        CREATE INDEX transitions_in_time ON transitions (at, lead_id, number);

        CREATE TABLE lead_scores (
          lead_id text COLLATE "C" NOT NULL,
          at timestamptz NOT NULL,
          probability double precision NOT NULL,
          score double precision NOT NULL,
          top_reason text COLLATE "C" NOT NULL,
          model_id bigint NOT NULL,
          PRIMARY KEY (lead_id, at)
        );

        CREATE TABLE handoffs (
          id text COLLATE "C" NOT NULL PRIMARY KEY,
          lead_id text COLLATE "C" NOT NULL,
          at timestamptz NOT NULL,
          due_at timestamptz NOT NULL,
          route text COLLATE "C" NOT NULL,
          checklist text COLLATE "C" NOT NULL,
          cause text COLLATE "C" NOT NULL,
          probability double precision,
          score double precision,
          contributions text COLLATE "C" NOT NULL,
          criteria_version text COLLATE "C" NOT NULL,
          model_id bigint,
          status text COLLATE "C" NOT NULL,
          decided_at timestamptz,
          decided_by text COLLATE "C",
          rejection text COLLATE "C",
          note text COLLATE "C" NOT NULL
        );
        CREATE UNIQUE INDEX handoffs_open ON handoffs (lead_id) WHERE status = 'Open';
        CREATE INDEX handoffs_of_lead ON handoffs (lead_id, at);
        CREATE INDEX handoffs_due ON handoffs (status, due_at, id);

        CREATE TABLE webhooks (
          id text COLLATE "C" NOT NULL PRIMARY KEY,
          url text COLLATE "C" NOT NULL,
          secret text COLLATE "C" NOT NULL,
          created_at timestamptz NOT NULL,
          kinds text COLLATE "C" NOT NULL,
          disabled_because text COLLATE "C"
        );

        CREATE TABLE alerts (
          id text COLLATE "C" NOT NULL PRIMARY KEY,
          webhook_id text COLLATE "C" NOT NULL,
          lead_id text COLLATE "C" NOT NULL,
          kind text COLLATE "C" NOT NULL,
          created_at timestamptz NOT NULL,
          body text COLLATE "C" NOT NULL,
          debounce bigint NOT NULL,
          status text COLLATE "C" NOT NULL,
          due_at timestamptz NOT NULL,
          attempts bigint NOT NULL,
          tried_at timestamptz,
          message text COLLATE "C" NOT NULL
        );
        CREATE INDEX alerts_due ON alerts (due_at, id) WHERE status = 'Waiting';
        CREATE INDEX alerts_of_lead ON alerts (lead_id, kind, webhook_id);
        CREATE INDEX alerts_by_status ON alerts (status, created_at, id);

        ALTER TABLE score_sweeps ADD COLUMN parts bigint;
        CREATE TABLE sweep_parts (
          sweep_id bigint NOT NULL,
          part bigint NOT NULL,
          after_lead text COLLATE "C" NOT NULL,
          number bigint NOT NULL,
          held_until timestamptz NOT NULL,
          lead_count bigint NOT NULL,
          is_done bigint NOT NULL,
          PRIMARY KEY (sweep_id, part)
        );
        """;
}
