using WarmLeads.ML.Api;

return await ServiceHost.RunAsync(args, Console.Out, Console.Error);

/// <summary>The service's entry point; public so that tests can host it.</summary>
public partial class Program;
