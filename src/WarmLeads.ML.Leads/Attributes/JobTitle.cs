using System.Collections.Frozen;

namespace WarmLeads.ML.Leads;

/// <summary>Rank and department from the words of a job title, in English and German.</summary>
static class JobTitle
{
    static readonly FrozenSet<string>
        s_students = Words("student intern trainee apprentice werkstudent praktikant praktikantin azubi"),
        s_chiefs = Words(
            "chief ceo cfo cto cmo coo cio cro cpo chro ciso founder cofounder owner president proprietor " +
            "vorstand geschäftsführer geschäftsführerin inhaber inhaberin"),
        s_vices = Words("vp svp evp avp vice"),
        s_directors = Words("director head leiter leiterin bereichsleiter direktor direktorin principal"),
        s_managers = Words("manager managerin lead supervisor teamleiter teamleiterin teamlead chef"),
        s_assistants = Words("assistant assistent assistentin secretary sekretär sekretärin");

    static readonly (string Department, FrozenSet<string> Words)[] s_departments =
    [
        ("marketing", Words("marketing cmo brand growth content seo communications demand kommunikation werbung")),
        ("sales", Words("sales cro account revenue vertrieb verkauf sdr bdr")),
        ("finance", Words("finance financial cfo accounting accountant controller controlling treasurer buchhaltung finanzen")),
        ("people", Words("hr chro people human talent recruiter recruiting recruitment personal personalleiter")),
        ("legal", Words("legal counsel lawyer attorney compliance jurist recht")),
        ("product", Words("product cpo produkt ux designer design")),
        ("technology", Words(
            "cto cio ciso it engineering engineer developer software data technology technical architect devops security " +
            "infrastructure informatik entwickler entwicklerin technik")),
        ("operations", Words(
            "operations coo logistics supply procurement purchasing production manufacturing facility einkauf produktion logistik")),
        ("general", Words(
            "ceo founder cofounder owner president managing geschäftsführer geschäftsführerin inhaber inhaberin vorstand proprietor")),
    ];

    /// <summary>The rank.</summary>
    public static string SeniorityOf(string title)
    {
        var words = Split(title);
        if (words.Exists(s_students.Contains))
            return "student";
        // The assistant to a chief is not a chief, while an assistant director is a director.
        if (words.Exists(s_assistants.Contains) &&
            (words.Contains("to") || words.Contains("executive") || s_assistants.Contains(words[^1])))
        {
            return "individual";
        }
        if (words.Exists(s_vices.Contains))
            return "vp";
        if (words.Exists(s_chiefs.Contains) || (words.Contains("managing") && (words.Contains("director") || words.Contains("partner"))))
            return "c_level";
        if (words.Exists(s_directors.Contains))
            return "director";
        return words.Exists(s_managers.Contains) ? "manager" : "individual";
    }

    /// <summary>The department.</summary>
    public static string DepartmentOf(string title)
    {
        var words = Split(title);
        foreach (var (department, names) in s_departments)
        {
            if (words.Exists(names.Contains))
                return department;
        }
        return "other";
    }

    static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    static List<string> Split(string title)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= title.Length; i++)
        {
            var isLetter = i < title.Length && char.IsLetter(title[i]);
            if (isLetter && start < 0)
                start = i;
            if (isLetter || start < 0)
                continue;
            words.Add(title[start..i].ToLowerInvariant());
            start = -1;
        }
        return words;
    }
}
