namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>A node of the naive trainer's tree: what is known of it, step by step.</summary>
sealed class NaiveNode
{
    public required int[] Rows { get; init; }

    public int Depth { get; set; }

    public long Gradient { get; set; }

    public long Hessian { get; set; }

    public double SearchValue { get; set; }

    public double ExtraL2 { get; set; }

    public NaiveNode? Parent { get; set; }

    public ValueLimits Limits { get; set; } = ValueLimits.None;

    public int Feature { get; set; }

    public int Order { get; set; }

    public bool IsSearched { get; set; }

    public double ExactValue { get; set; }

    public double ExactGradient { get; set; }

    public double ExactHessian { get; set; }

    public double Gain { get; set; }

    public NaiveNode? Left { get; set; }

    public NaiveNode? Right { get; set; }

    public Func<int, bool>? GoesLeft { get; set; }

    public bool IsSplit { get; set; }
}
