namespace WarmLeads.ML.Leads;

/// <summary>The whole store: lead history, and the warm pool that follows from it.</summary>
public interface IPoolStore : ILeadStore, IStandingStore, IHandoffStore, IAlertStore, ISweepStore, IAnswerStore, IErasureStore;
