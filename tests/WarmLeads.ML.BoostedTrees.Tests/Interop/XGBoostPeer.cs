namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>XGBoost itself, from Debian's python3-xgboost; a test that needs it skips where it is absent.</summary>
static class XGBoostPeer
{
    static readonly Lazy<string?> _python = new(() =>
        new[] { Environment.GetEnvironmentVariable("WARMLEADS_TEST_PYTHON"), "/usr/bin/python3", "python3" }
            .FirstOrDefault(python => python is not null && PeerFolder.Run(python, "-c", "import xgboost, numpy") is (0, _)));

    /// <summary>Trains one of the cases of the script, and answers rows with it.</summary>
    public static PeerFolder Train(string name)
    {
        var folder = new PeerFolder();
        Run("train", name, folder.ToString());
        return folder;
    }

    /// <summary>Answers the rows in a folder with the model in it.</summary>
    public static void Answer(PeerFolder folder) => Run("answer", folder.ToString());

    static void Run(params string[] arguments)
    {
        Assert.SkipWhen(_python.Value is null, "No Python with xgboost and numpy: install python3-xgboost, or name one in WARMLEADS_TEST_PYTHON.");
        var (code, errors) = PeerFolder.Run(_python.Value!, [Path.Combine(PeerFolder.ScriptFolder, "xgboost_peer.py"), .. arguments])!.Value;
        Assert.True(code == 0, errors);
    }
}
