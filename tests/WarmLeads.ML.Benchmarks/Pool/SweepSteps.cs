using System.Diagnostics;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Storage;

namespace WarmLeads.ML.Benchmarks;

/// <summary>Where does the time of a look go? Each step by itself, on one thread.</summary>
static class SweepSteps
{
    /// <summary>Prints microseconds for each lead.</summary>
    public static async Task MeasureAsync(SqliteLeadStore store, ConversionModel model, LeadScorer scorer, int leads, DateTimeOffset now)
    {
        var pool = new List<PoolLead>(leads);
        string? after = null;
        Time("read", await AllAsync());
        var row = new RowEncoder(model.Schema);
        Time("features", Each(lead => scorer.Fill(row, lead.History, now)));
        Time("score", Each(_ => model.Score(row.Encode())));
        Time("predict", Each(lead => model.Predict(row, lead.History.Lead.Id, now)));
        var looker = new PoolLooker(scorer, new TemperatureEvaluator(Criteria.Default), new PoolRules());
        Time("look", Each(lead => looker.Look(lead, model, now)));
        var evaluator = new TemperatureEvaluator(Criteria.Default);
        Time("evaluate", Each(lead => evaluator.Evaluate(lead.Standing, lead.History, null, now)));

        async Task<TimeSpan> AllAsync()
        {
            var began = Stopwatch.GetTimestamp();
            while (pool.Count < leads && await store.ListLeadIdsAsync(after, 500, default) is { Count: > 0 } ids)
            {
                pool.AddRange(await store.FindManyAsync(ids, false, default));
                after = ids[^1];
            }

            return Stopwatch.GetElapsedTime(began);
        }

        TimeSpan Each(Action<PoolLead> step)
        {
            pool.Take(200).ToList().ForEach(step);
            var began = Stopwatch.GetTimestamp();
            pool.ForEach(step);
            return Stopwatch.GetElapsedTime(began);
        }

        void Time(string name, TimeSpan took) => Console.WriteLine($"{name,-10} {took.TotalMicroseconds / pool.Count,8:0.0} us a lead");
    }
}
