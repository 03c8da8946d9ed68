namespace WarmLeads.ML.Reports;

/// <summary>Grades from the best down, with their cut-offs.</summary>
public sealed class GradeScale
{
    /// <summary>Makes a scale.</summary>
    /// <param name="grades">The grades, cut-offs falling strictly, the last one 0 so that every lead has a grade.</param>
    /// <exception cref="ArgumentException">The cut-offs do not fall strictly from at most 1 to 0.</exception>
    public GradeScale(IReadOnlyList<Grade> grades)
    {
        for (var i = 0; i < grades.Count; i++)
        {
            if (!(grades[i].FromProbability < (i == 0 ? 1 : grades[i - 1].FromProbability)))
            {
                throw new ArgumentException(
                    $"Grade {grades[i].Letter} starts at {grades[i].FromProbability}, which is not below the one above it; " +
                    "give the grades from the best down, each with a lower cut-off than the one before and below 1.");
            }
        }

        if (grades.Count == 0 || grades[^1].FromProbability != 0)
            throw new ArgumentException("The last grade does not start at 0; let it, so that every lead has a grade.");
        Grades = grades;
    }

    /// <summary>A from 35 %, B from 15 %, C from 5 %, D below.</summary>
    public static GradeScale Default { get; } = new(
    [
        new Grade("A", "Call first", 0.35),
        new Grade("B", "Promising", 0.15),
        new Grade("C", "Keep nurturing", 0.05),
        new Grade("D", "Let rest", 0),
    ]);

    /// <summary>The grades, best first.</summary>
    public IReadOnlyList<Grade> Grades { get; }

    /// <summary>The grade of a probability.</summary>
    /// <param name="probability">Chance of conversion, 0..1.</param>
    public Grade Find(double probability) => Grades.First(grade => probability >= grade.FromProbability);

    /// <summary>A grade's band in words: "35 % and more", "15 % to below 35 %", "below 5 %".</summary>
    public string Describe(Grade grade)
    {
        var place = Grades.TakeWhile(other => other != grade).Count();
        if (place == 0)
            return Grades.Count == 1 ? "all leads" : $"{PageFigures.WholePercent(grade.FromProbability)} and more";
        var end = PageFigures.WholePercent(Grades[place - 1].FromProbability);
        return grade.FromProbability == 0 ? $"below {end}" : $"{PageFigures.WholePercent(grade.FromProbability)} to below {end}";
    }
}
