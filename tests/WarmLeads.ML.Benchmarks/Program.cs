using WarmLeads.ML.Benchmarks;

return args switch
{
    ["engine", .. var rest] => EngineBenchmark.Run(rest),
    ["quality", .. var rest] => QualityBenchmark.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        Use: engine --data DIR --models DIR --set g1|g2 --threads N --reps N [--what train,predict,single,shap,model] [--codes]
             quality --data DIR [--only NAME] [--budget SECONDS]
        """);
    return 2;
}
