namespace WarmLeads.ML.BoostedTrees;

/// <summary>Which columns may still be split on below a node: those that share a group with all columns on the way to it.</summary>
sealed class InteractionScope
{
    readonly bool[][] _groups;
    readonly bool[] _allowed;

    /// <summary>The scope of a root.</summary>
    /// <param name="groups">Per group, whether each column is in it; every column is in one at least.</param>
    public InteractionScope(bool[][] groups)
    {
        _groups = groups;
        _allowed = new bool[groups.Length == 0 ? 0 : groups[0].Length];
        foreach (var group in groups)
        {
            for (var column = 0; column < group.Length; column++)
            {
                _allowed[column] |= group[column];
            }
        }
    }

    /// <summary>True when a column may be split on.</summary>
    public bool Allows(int column) => _allowed[column];

    /// <summary>The scope below a split on a column.</summary>
    public InteractionScope Below(int column)
    {
        var left = Array.FindAll(_groups, group => group[column]);
        return left.Length == _groups.Length ? this : new InteractionScope(left);
    }
}
