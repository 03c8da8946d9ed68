var app = WebApplication.Create(args);
app.Run();

/// <summary>The service's entry point; public so that tests can host it.</summary>
public partial class Program;
