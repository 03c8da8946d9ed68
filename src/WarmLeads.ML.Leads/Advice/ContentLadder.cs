namespace WarmLeads.ML.Leads;

/// <summary>The content that comes next: from learning to deciding, never what the lead had already.</summary>
static class ContentLadder
{
    /// <summary>The next content for a lead that may be touched.</summary>
    public static ContentAdvice Next(LeadConduct conduct, LeadState state, bool isRewarmed)
    {
        if (state == LeadState.Hot)
            return new("conversation", "It is ready for sales: answer what it asked, with a person and a time, not with more content.");
        if (isRewarmed)
            return new("what_is_new", "What is new since it was here last, on the subject that brought it back; it should not begin again at the first mail.");
        if (conduct.Did("trial_started") && !conduct.Did("activation"))
            return new("product_help", "It tries the product and has not got it going: help with the first step that makes it useful.");
        if (state == LeadState.Cold)
        {
            return conduct.Did("content_download")
                ? new("newsletter", "A periodic word that is useful by itself; it had a guide already and is not to be pressed.")
                : new("guide", "A guide or report that teaches something; it knows little of us yet.");
        }
        if (!conduct.Did("content_download"))
            return new("guide", "A guide or report that teaches something; it has shown interest and had none yet.");
        if (conduct.Did("pricing_visit") || conduct.Did("chat_evaluation"))
        {
            return conduct.Did("case_study_download")
                ? new("value_proof", "What it would gain, in figures of its own; it looked at prices and knows how others use it.")
                : new("case_study", "A case study of a company like its own; it looks at prices and compares.");
        }
        if (!conduct.Did("webinar"))
            return new("webinar", "A webinar or event on the subject of what it downloaded.");
        return conduct.Did("case_study_download")
            ? new("value_proof", "What it would gain, in figures of its own; it has learned and seen how others use it.")
            : new("case_study", "A case study of a company like its own; it has learned enough to want to see it used.");
    }
}
