namespace WarmLeads.ML.Benchmarks;

/// <summary>A part of the features written in SQL for PostgreSQL, one of each sort: counts, recency, fading, breadth, rhythm, trend, intent.</summary>
static class SqlFeatures
{
    public const string CreateTables =
        """
        drop schema if exists warmleads_benchmark cascade;
        create schema warmleads_benchmark;
        create unlogged table warmleads_benchmark.leads (lead_id text primary key, cutoff timestamptz not null);
        create unlogged table warmleads_benchmark.events (
            lead_id text not null, kind text not null, occurred_at timestamptz not null, received_at timestamptz not null, properties jsonb);
        """;

    public const string Index = "create index on warmleads_benchmark.events (lead_id, occurred_at)";

    /// <summary>One row for each lead.</summary>
    public const string Select =
        """
        with known as (
            select e.lead_id, e.kind, e.occurred_at, e.properties, extract(epoch from l.cutoff - e.occurred_at)::float8 / 86400 as age,
                e.kind in ('email_opened', 'email_clicked') and coalesce(e.properties->>'machine', '') = 'true' as is_machine,
                e.kind in ('email_sent', 'call_attempted') or coalesce(e.properties->>'direction', '') = 'out' as is_ours
            from warmleads_benchmark.events e join warmleads_benchmark.leads l using (lead_id)
            where e.occurred_at < l.cutoff and e.received_at < l.cutoff),
        counted as (
            select lead_id,
                count(*) filter (where is_ours and age <= 30)::float8 as own_touch_count_30d,
                count(*) filter (where is_machine)::float8 as machine_event_count_ever,
                count(*) filter (where not is_ours and not is_machine and kind like 'email%' and age <= 90)::float8 as email_count_90d,
                max((properties->>'score')::float8) filter (where kind = 'intent_signal' and age <= 30) as intent_score_30d
            from known group by lead_id),
        engaged as (
            select *, occurred_at - lag(occurred_at) over (partition by lead_id order by occurred_at) as since
            from known where not is_machine and not is_ours and kind <> 'intent_signal'),
        rhythm as (
            select lead_id,
                count(*) filter (where age <= 1)::float8 as engagement_count_1d,
                count(*) filter (where age <= 7)::float8 as engagement_count_7d,
                count(*) filter (where age <= 14)::float8 as engagement_count_14d,
                count(*) filter (where age <= 30)::float8 as engagement_count_30d,
                count(*) filter (where age <= 90)::float8 as engagement_count_90d,
                count(*)::float8 as engagement_count_ever,
                min(age) as days_since_engagement,
                sum(exp(-ln(2::float8) / 14 * age)) as engagement_decayed,
                count(*) filter (where kind = 'demo_request')::float8 as decisive_act_count_ever,
                count(*) filter (where kind in ('page_view', 'site_visit') and age <= 30)::float8 as website_count_30d,
                count(*) filter (where kind = 'page_view' and properties->>'page' ilike '%pricing%' and age <= 30)::float8 as pricing_visit_count_30d,
                min(age) filter (where kind = 'page_view' and properties->>'page' ilike '%pricing%') as days_since_pricing_visit,
                count(distinct kind)::float8 as distinct_kinds_ever,
                count(distinct properties->>'page') filter (where age <= 30)::float8 as distinct_pages_30d,
                count(distinct ceil(age)) filter (where age <= 30)::float8 as active_days_30d,
                count(*) filter (where since is null or since > interval '30 minutes')::float8 as session_count_ever,
                count(*) filter (where (since is null or since > interval '30 minutes') and age <= 30)::float8 as session_count_30d,
                avg(extract(epoch from since)::float8 / 86400) filter (where since > interval '30 minutes') as mean_gap_days,
                max(extract(epoch from since)::float8 / 86400) filter (where since > interval '30 minutes') as longest_gap_days,
                count(*) filter (where age > 7 and age <= 28) as events_21d
            from engaged group by lead_id)
        select lead_id, own_touch_count_30d, machine_event_count_ever, email_count_90d, intent_score_30d,
            engagement_count_1d, engagement_count_7d, engagement_count_14d, engagement_count_30d, engagement_count_90d, engagement_count_ever,
            days_since_engagement, engagement_decayed, decisive_act_count_ever, website_count_30d, pricing_visit_count_30d,
            days_since_pricing_visit, distinct_kinds_ever, distinct_pages_30d, active_days_30d, session_count_ever, session_count_30d,
            mean_gap_days, longest_gap_days, days_since_engagement / mean_gap_days as silence_ratio,
            case when engagement_count_7d + events_21d > 0 then (engagement_count_7d + 0.5) / 7 / ((events_21d + 1.5) / 21) end as trend_7d
        from counted join rhythm using (lead_id)
        """;

    /// <summary>The features that it computes, by the builder's names.</summary>
    public static readonly string[] Names =
    [
        "own_touch_count_30d", "machine_event_count_ever", "email_count_90d", "intent_score_30d", "engagement_count_1d", "engagement_count_7d",
        "engagement_count_14d", "engagement_count_30d", "engagement_count_90d", "engagement_count_ever", "days_since_engagement",
        "engagement_decayed", "decisive_act_count_ever", "website_count_30d", "pricing_visit_count_30d", "days_since_pricing_visit",
        "distinct_kinds_ever", "distinct_pages_30d", "active_days_30d", "session_count_ever", "session_count_30d", "mean_gap_days",
        "longest_gap_days", "silence_ratio", "trend_7d",
    ];
}
