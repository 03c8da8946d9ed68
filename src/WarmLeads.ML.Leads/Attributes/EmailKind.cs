using System.Collections.Frozen;

namespace WarmLeads.ML.Leads;

/// <summary>What the domain of a mail address says about who writes.</summary>
static class EmailKind
{
    static readonly FrozenSet<string> s_free = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "hotmail.fr", "live.com", "msn.com", "yahoo.com", "yahoo.co.uk",
        "yahoo.co.in", "yahoo.fr", "yahoo.de", "ymail.com", "rocketmail.com", "icloud.com", "me.com", "mac.com", "aol.com", "gmx.com", "gmx.de", "gmx.net",
        "gmx.at", "web.de", "t-online.de", "freenet.de", "mail.com", "mail.ru", "yandex.ru", "yandex.com", "bk.ru", "inbox.ru", "proton.me", "protonmail.com",
        "tutanota.com", "fastmail.com", "hey.com", "zoho.com", "qq.com", "163.com", "126.com", "sina.com", "naver.com", "daum.net", "rediffmail.com",
        "uol.com.br", "bol.com.br", "terra.com.br", "libero.it", "virgilio.it", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr",
        "btinternet.com", "sky.com", "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "cox.net", "bigpond.com", "seznam.cz", "wp.pl", "o2.pl");

    static readonly FrozenSet<string> s_disposable = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "mailinator.com", "guerrillamail.com", "10minutemail.com", "tempmail.com", "temp-mail.org", "yopmail.com", "trashmail.com", "sharklasers.com",
        "getnada.com", "maildrop.cc", "throwawaymail.com", "dispostable.com");

    /// <summary>The kind of an address or a domain; null when the text is neither.</summary>
    public static string? Of(string text)
    {
        var domain = text[(text.LastIndexOf('@') + 1)..].Trim().TrimEnd('.');
        if (!domain.Contains('.', StringComparison.Ordinal) || domain.Any(char.IsWhiteSpace))
            return null;
        if (s_disposable.Contains(domain))
            return "disposable";
        if (s_free.Contains(domain))
            return "free";
        return IsAcademic(domain) ? "academic" : "business";
    }

    /// <summary>`x.edu`, `x.edu.au`, `x.ac.uk`.</summary>
    static bool IsAcademic(string domain)
    {
        var labels = domain.Split('.');
        return labels[^1].Equals("edu", StringComparison.OrdinalIgnoreCase) ||
            (labels.Length > 2 && labels[^1].Length == 2 &&
                (labels[^2].Equals("edu", StringComparison.OrdinalIgnoreCase) ||
                 labels[^2].Equals("ac", StringComparison.OrdinalIgnoreCase)));
    }
}
