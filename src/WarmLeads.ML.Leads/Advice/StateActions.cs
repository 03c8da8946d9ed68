namespace WarmLeads.ML.Leads;

/// <summary>What is good to do with a lead in a state, and what is not.</summary>
static class StateActions
{
    static readonly ActionAdvice
        s_share = new("share_content", "Share something useful, without asking for anything."),
        s_connect = new("connect", "Connect on a professional network, with a personal line."),
        s_checkIn = new("check_in", "A short check-in now and then."),
        s_webinar = new("invite_webinar", "Invite to a webinar or event."),
        s_offer = new("offer_conversation", "Offer a conversation or a look at the product; it decides."),
        s_call = new("sales_call", "Call it, on the subject that it acted on."),
        s_demo = new("demo", "Agree on a demo."),
        s_quote = new("quote", "Make an offer when it asks for one.");

    static readonly ActionAdvice
        s_noCall = new("sales_call", "It is not ready to be sold to; a call out of the blue drives it away."),
        s_noQuote = new("quote", "An offer or a discount before it asks says that we did not listen."),
        s_noDemo = new("demo", "It does not know yet what a demo would be about."),
        s_noDrip = new("nurture_sequence", "It wants to talk: do not leave it in a mail sequence."),
        s_noRestart = new("restart_sequence", "It knows us: do not begin again at the first mail.");

    static readonly ActionAdvice[]
        s_coldYes = [s_share, s_checkIn], s_coldNo = [s_noCall, s_noDemo, s_noQuote],
        s_warmYes = [s_share, s_connect, s_webinar, s_checkIn], s_warmNo = [s_noCall, s_noQuote],
        s_keenYes = [s_share, s_connect, s_webinar, s_offer], s_keenNo = [s_noCall, s_noQuote],
        s_backYes = [new("welcome_back", "Ask what brought it back, and offer help with that."), s_share, s_offer], s_backNo = [s_noRestart, s_noQuote],
        s_hotYes = [s_call, s_demo, s_quote, s_connect], s_hotNo = [s_noDrip];

    /// <summary>The actions for a lead that may be touched.</summary>
    /// <param name="state">Where it stands, open.</param>
    /// <param name="isRewarmed">Whether it came back after a long silence.</param>
    /// <param name="isKeen">Whether it is heating, or marketing-qualified.</param>
    public static (IReadOnlyList<ActionAdvice> Allowed, IReadOnlyList<ActionAdvice> Disallowed) Of(LeadState state, bool isRewarmed, bool isKeen) => state switch
    {
        LeadState.Hot when isRewarmed => (s_hotYes, [s_noDrip, s_noRestart]),
        LeadState.Hot => (s_hotYes, s_hotNo),
        _ when isRewarmed => (s_backYes, [.. s_backNo, s_noCall]),
        LeadState.Warm when isKeen => (s_keenYes, s_keenNo),
        LeadState.Warm => (s_warmYes, s_warmNo),
        _ => (s_coldYes, s_coldNo),
    };
}
