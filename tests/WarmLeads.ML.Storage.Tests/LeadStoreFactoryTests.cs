namespace WarmLeads.ML.Storage.Tests;

public sealed class LeadStoreFactoryTests
{
    [Theory]
    [InlineData("leads.db")]
    [InlineData("data/store/leads.db")]
    [InlineData("/var/lib/a=b/leads.db")]
    [InlineData("Data Source=leads.db")]
    [InlineData("data source = data/leads.db;")]
    [InlineData("Filename=leads.db")]
    public void A_path_or_a_data_source_is_sqlite(string setting) =>
        Assert.IsType<SqliteLeadStore>(LeadStoreFactory.Create(setting));

    [Theory]
    [InlineData("Host=db.example.org;Database=crm")]
    [InlineData("server=10.0.0.1;port=5433;user id=u;password='a;b'")]
    [InlineData("Host=db;Search Path=Leads_2")]
    public void A_host_is_postgresql(string setting) =>
        Assert.IsType<PostgreSqlLeadStore>(LeadStoreFactory.Create(setting));

    [Theory]
    [InlineData(" ", "The store setting is empty; give a file for SQLite, or Host=…;Database=…;Username=… for PostgreSQL.")]
    [InlineData("postgres://u:secret@db/crm",
        "The store setting is an address; write a PostgreSQL database as Host=…;Port=…;Database=…;Username=…;Password=….")]
    [InlineData("Data Source='leads.db;Password=secret",
        "The store setting is neither a path nor a list of Key=Value with semicolons between them; " +
        "give Data Source=file for SQLite, or Host=…;Database=…;Username=… for PostgreSQL.")]
    [InlineData("Database=crm;Password=secret",
        "The store setting names no store (database, password); give Data Source=file for SQLite, or Host=…;Database=…;Username=… for PostgreSQL.")]
    [InlineData("Data Source=leads.db;Cache=Shared;Password=secret", "The store setting for SQLite knows only the file; remove cache, password.")]
    [InlineData("Data Source=:memory:", "The store setting for SQLite names no file; write Data Source=file.")]
    [InlineData("Host=db;Search Path=a,b",
        "The PostgreSQL connection setting has Search Path=a,b; name one schema, in letters, digits and underscores.")]
    [InlineData("Host=db;Colour=blue",
        "The PostgreSQL connection setting cannot be read (Couldn't set colour (Parameter 'colour')); " +
        "write Host=…;Port=…;Database=…;Username=…;Password=….")]
    public void Nonsense_is_refused_with_a_sentence_that_repeats_no_password(string setting, string sentence)
    {
        var error = Assert.Throws<ArgumentException>(() => LeadStoreFactory.Create(setting));
        Assert.Equal(sentence, error.Message);
    }
}
