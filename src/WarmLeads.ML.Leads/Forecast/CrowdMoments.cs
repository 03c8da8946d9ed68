namespace WarmLeads.ML.Leads;

/// <summary>Mean and variance of a sum of very many leads, for each value of the period's factor.</summary>
/// <remarks>
/// Of so many leads the sum in a period of a given factor is normal for all practical purposes, and what the periods do to it is
/// the mixture over their values: the same model as the convolution has, in time that grows with the leads alone. Leads are
/// grouped by odds that differ by less than 0.2 %.
/// </remarks>
sealed class CrowdMoments
{
    const int PointsOfAPart = 101;
    const double GroupsPerE = 512;

    readonly double[] _hazards;
    readonly int[] _groups;
    readonly SharedFactor _period, _account;

    /// <summary>Prepares the leads.</summary>
    /// <param name="chances">The leads' chances, shape [n].</param>
    /// <param name="period">The factor that all have in common.</param>
    /// <param name="account">The factor that colleagues have in common.</param>
    public CrowdMoments(double[] chances, SharedFactor period, SharedFactor account)
    {
        (_period, _account) = (period, account);
        var numbers = new Dictionary<int, int>();
        var (sums, counts) = (new List<double>(), new List<int>());
        _groups = new int[chances.Length];
        for (var lead = 0; lead < chances.Length; lead++)
        {
            if (chances[lead] <= 0)
            {
                _groups[lead] = -1;
                continue;
            }
            var group = (int)Math.Floor(GroupsPerE * Math.Log(chances[lead] / (1 - chances[lead])));
            if (!numbers.TryGetValue(group, out var number))
            {
                numbers.Add(group, number = sums.Count);
                sums.Add(0);
                counts.Add(0);
            }
            _groups[lead] = number;
            sums[number] += chances[lead];
            counts[number]++;
        }
        _hazards = new double[sums.Count];
        for (var group = 0; group < _hazards.Length; group++)
            _hazards[group] = period.HazardFor(sums[group] / counts[group]);
    }

    /// <summary>Low and high end of the middle part of the mixture, for each of several worths of the same leads.</summary>
    /// <param name="worths">What each lead adds if it converts, shape [worths, n].</param>
    /// <param name="accounts">The leads of every account with more than one.</param>
    /// <param name="coverage">How much lies between, above 0 and below 1.</param>
    public (double Low, double High)[] Intervals(double[][] worths, IReadOnlyList<int[]> accounts, double coverage)
    {
        var isColleague = new bool[_groups.Length];
        foreach (var lead in accounts.SelectMany(account => account))
            isColleague[lead] = true;
        var points = worths.Select(_ => new List<double>(_period.Values.Count * PointsOfAPart)).ToArray();
        foreach (var factor in _period.Values)
        {
            var (chances, together) = (Chances(factor), accounts.Count > 0 ? ChancesTogether(factor) : []);
            for (var i = 0; i < worths.Length; i++)
            {
                var (mean, variance) = Alone(chances, worths[i], isColleague);
                foreach (var account in accounts)
                {
                    var (ofAccount, varianceOfAccount) = Account(account, together, worths[i]);
                    (mean, variance) = (mean + ofAccount, variance + varianceOfAccount);
                }
                // Each normal part as equally likely points, so that the mixture is all of them together.
                for (var point = 0; point < PointsOfAPart; point++)
                    points[i].Add(mean + (NormalQuantile.At((point + 0.5) / PointsOfAPart) * Math.Sqrt(variance)));
            }
        }
        return [.. points.Select(all => Middle(all, coverage))];
    }

    double[] Chances(double factor) => [.. _hazards.Select(hazard => 1 - Math.Exp(-factor * hazard))];

    /// <summary>Chances of the groups given the account's factor too, shape [group, account value].</summary>
    double[] ChancesTogether(double factor)
    {
        var values = _account.Values;
        var given = new double[_hazards.Length * values.Count];
        for (var group = 0; group < _hazards.Length; group++)
        {
            var own = _account.HazardFor(1 - Math.Exp(-factor * _hazards[group]));
            for (var a = 0; a < values.Count; a++)
                given[(group * values.Count) + a] = 1 - Math.Exp(-values[a] * own);
        }
        return given;
    }

    (double Mean, double Variance) Alone(double[] chances, double[] worth, bool[] isColleague)
    {
        double mean = 0, variance = 0;
        for (var lead = 0; lead < worth.Length; lead++)
        {
            if (isColleague[lead] || _groups[lead] < 0)
                continue;
            var chance = chances[_groups[lead]];
            mean += chance * worth[lead];
            variance += chance * (1 - chance) * worth[lead] * worth[lead];
        }
        return (mean, variance);
    }

    // Colleagues are independent once the account's own factor is given.
    (double Mean, double Variance) Account(int[] account, double[] together, double[] worth)
    {
        var values = _account.Values.Count;
        double sum = 0, squares = 0, within = 0;
        for (var a = 0; a < values; a++)
        {
            var given = 0.0;
            foreach (var lead in account)
            {
                if (_groups[lead] < 0)
                    continue;
                var chance = together[(_groups[lead] * values) + a];
                given += chance * worth[lead];
                within += chance * (1 - chance) * worth[lead] * worth[lead];
            }
            sum += given;
            squares += given * given;
        }
        var mean = sum / values;
        return (mean, (within / values) + Math.Max(0, (squares / values) - (mean * mean)));
    }

    static (double Low, double High) Middle(List<double> points, double coverage)
    {
        points.Sort();
        var outside = (1 - coverage) / 2 * points.Count;
        return (Math.Max(0, points[(int)outside]), points[Math.Min(points.Count - 1, (int)(points.Count - outside))]);
    }
}
