namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>XGBoost itself, from Debian's python3-xgboost; a test that needs it skips where it is absent.</summary>
static class XGBoostPeer
{
    /// <summary>Trains one of the cases of the script, and answers rows with it.</summary>
    public static PeerFolder Train(string name)
    {
        var folder = new PeerFolder();
        Python.Run("xgboost, numpy", "xgboost_peer.py", "train", name, folder.ToString());
        return folder;
    }

    /// <summary>Answers the rows in a folder with the model in it.</summary>
    public static void Answer(PeerFolder folder) => Python.Run("xgboost, numpy", "xgboost_peer.py", "answer", folder.ToString());

    /// <summary>The interaction values of the first rows in a folder, shape [rows, features + 1, features + 1], the bias last.</summary>
    public static float[] Interactions(PeerFolder folder)
    {
        Python.Run("xgboost, numpy", "xgboost_peer.py", "interactions", folder.ToString());
        return folder.Read<float>("interactions.f32");
    }
}
