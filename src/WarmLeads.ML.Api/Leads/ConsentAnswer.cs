using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>What a lead agreed and objected to.</summary>
/// <param name="MayContact">Whether nothing that was said forbids to contact it.</param>
/// <param name="MayProfile">Whether nothing that was said forbids to score it.</param>
/// <param name="Contact">The latest word on contact; null when nothing was said.</param>
/// <param name="DoNotContact">The latest word on no contact.</param>
/// <param name="ProfilingObjection">The latest word on profiling.</param>
sealed record ConsentAnswer(
    bool MayContact, bool MayProfile, ConsentWord? Contact, ConsentWord? DoNotContact, ConsentWord? ProfilingObjection)
{
    /// <summary>The answer for a consent.</summary>
    public static ConsentAnswer From(LeadConsent consent) => new(
        consent.MayContact, consent.MayProfile, ConsentWord.From(consent.Contact), ConsentWord.From(consent.DoNotContact), ConsentWord.From(consent.ProfilingObjection));
}
