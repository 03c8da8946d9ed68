namespace WarmLeads.ML.Leads;

/// <summary>What the catalog knows of one kind of event.</summary>
/// <param name="Name">The kind as events carry it: `demo_request`; compared ordinally.</param>
/// <param name="Family">The family it is reported under; never <see cref="SignalFamily.Fit"/>.</param>
/// <param name="Traits">What an event of the kind says beyond its family.</param>
public sealed record SignalKind(string Name, SignalFamily Family, SignalTraits Traits = SignalTraits.None);
