namespace WarmLeads.ML.Leads;

/// <summary>What one lead adds to a sum if it converts: so many cells, or with some share one cell more, so that the mean is kept.</summary>
/// <param name="Cells">Cells, 0 or more.</param>
/// <param name="UpperShare">How much of its chance goes to one cell more, 0 or more and less than 1.</param>
readonly record struct ConversionAtom(int Cells, double UpperShare)
{
    /// <summary>A conversion where conversions are counted.</summary>
    public static ConversionAtom One => new(1, 0);

    /// <summary>A value on cells of a width.</summary>
    public static ConversionAtom OfValue(double value, double width)
    {
        var cells = value / width;
        var whole = Math.Floor(cells);
        return new ConversionAtom((int)whole, cells - whole);
    }

    /// <summary>The most cells that it adds.</summary>
    public int MostCells => UpperShare > 0 ? Cells + 1 : Cells;

    /// <summary>Adds a lead to a sum in place.</summary>
    /// <param name="mass">The chances of 0, 1, 2… cells, with room for <see cref="MostCells"/> more.</param>
    /// <param name="length">How many cells the sum reached before.</param>
    /// <param name="chance">The chance that the lead converts.</param>
    public void AddTo(Span<double> mass, int length, double chance)
    {
        var (lower, upper, rest) = (chance * (1 - UpperShare), chance * UpperShare, 1 - chance);
        if (Cells == 0)
        {
            (rest, lower) = (rest + lower, 0);
        }
        for (var i = length + MostCells - 1; i >= 0; i--)
        {
            var sum = i < length ? rest * mass[i] : 0;
            if (lower > 0 && i - Cells is >= 0 and var from && from < length)
                sum += lower * mass[from];
            if (upper > 0 && i - Cells - 1 is >= 0 and var fromUpper && fromUpper < length)
                sum += upper * mass[fromUpper];
            mass[i] = sum;
        }
    }
}
