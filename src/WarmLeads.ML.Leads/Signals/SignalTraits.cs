namespace WarmLeads.ML.Leads;

/// <summary>What an event of a kind says beyond its family. Kinds without traits are plain engagement.</summary>
[Flags]
public enum SignalTraits
{
    /// <summary>Plain engagement of the lead.</summary>
    None = 0,

    /// <summary>We did it, not the lead; it is never the lead's engagement.</summary>
    OwnTouch = 1,

    /// <summary>The lead turns away, or cannot be reached any more.</summary>
    Cooling = 2,

    /// <summary>An act that makes a lead hot by itself.</summary>
    Decisive = 4,

    /// <summary>An act that makes a lead warm by itself.</summary>
    Warm = 8,

    /// <summary>A mail of ours went out; opens and clicks within seconds of it are a machine's.</summary>
    MailDelivery = 16,

    /// <summary>A mail was opened, by the lead or by a machine.</summary>
    MailOpen = 32,

    /// <summary>A link of a mail was followed, by the lead or by a machine.</summary>
    MailClick = 64,
}
